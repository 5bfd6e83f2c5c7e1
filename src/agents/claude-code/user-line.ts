import type { Event } from '../../model/event.ts';
import { LIMITS } from '../../model/limits.ts';
import { compactionSummary } from './compaction-summary.ts';
import { keptText } from './kept-text.ts';
import { asFields, asText } from './loose-json.ts';
import { nativeId } from './native-id.ts';
import { addPrompt, addTask, followPrompt } from './prompts.ts';
import { lineEvent, type Reading } from './reading.ts';
import { readShellLine } from './shell-lines.ts';
import { readToolResult } from './tool-results.ts';
import type { Line } from './transcript-line.ts';
import { isInterruption, typedWords } from './typed-words.ts';

/** Reads a line in the user's name: results of tools, what the user typed, and much that is neither. */
export function readUserLine(reading: Reading, line: Line): void {
  followPrompt(reading, line);
  const text = line.blocks.flatMap((block) => (block.kind === 'text' ? block.text : [])).join('\n');
  if (line.fields['isCompactSummary'] === true) return readCompaction(reading, line, text);
  if (line.meta) return;
  for (const block of line.blocks) if (block.kind === 'tool_result') readToolResult(reading, line, block);
  if (isInterruption(text)) return noteInterruption(reading, line);
  if (readShellLine(reading, line, text)) return;
  const words = isFromUser(line) ? typedText(line) : undefined;
  if (words === undefined) return;
  if (line.subagent === undefined) addPrompt(reading, line, words, withNotes(line, words));
  else addTask(reading, line, words);
}

function readCompaction(reading: Reading, line: Line, text: string): void {
  const summary = compactionSummary(text);
  if (summary !== '')
    push(reading, lineEvent(reading, line, 'compaction', nativeId.compaction(summary), { text: keptText(summary, LIMITS.message) }));
}

// There is no kind of event for it; as the last word of the turn it tells that the turn was not finished.
function noteInterruption(reading: Reading, line: Line): void {
  push(reading, lineEvent(reading, line, 'assistant_message', nativeId.line(line.uuid), { text: '[Request interrupted by user]' }));
}

function isFromUser({ fields }: Line): boolean {
  const kind = asText(asFields(fields['origin'])?.['kind']);
  return (kind === '' || kind === 'human') && fields['promptSource'] !== 'system';
}

// Blocks are judged one by one: what an editor adds about an open file is a block beside the user's own.
function typedText({ blocks }: Line): string | undefined {
  const typed = blocks.flatMap((block) => (block.kind === 'text' ? (typedWords(block.text) ?? []) : []));
  if (typed.length > 0) return typed.join('\n');
  return blocks.some(({ kind }) => kind === 'file') ? '' : undefined;
}

function withNotes({ blocks }: Line, words: string): string {
  const notes = blocks.flatMap((block) => (block.kind === 'file' ? block.note : []));
  return [keptText(words, LIMITS.prompt), ...notes].filter((part) => part !== '').join('\n');
}

function push(reading: Reading, event: Event): void {
  reading.events.push(event);
}
