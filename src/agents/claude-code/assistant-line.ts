import { LIMITS } from '../../model/limits.ts';
import type { Block } from './content-blocks.ts';
import { keptText } from './kept-text.ts';
import { asFields, asText } from './loose-json.ts';
import { nativeId } from './native-id.ts';
import { settleHeld } from './prompts.ts';
import { keepBack, lineEvent, type Reading } from './reading.ts';
import { isOwnTool, toolCall } from './tool-call.ts';
import type { Line } from './transcript-line.ts';

/** Reads a line of the model: its texts, and the tool calls it asks for, which wait for their results. */
export function readAssistantLine(reading: Reading, line: Line): void {
  if (isFromClient(line)) return;
  reading.state.agentType = line.subagent?.type || reading.state.agentType;
  settleHeld(reading, isCopied(line));
  line.blocks.forEach((block, part) => readBlock(reading, line, block, part));
}

// What the client says in the model's place: an error of the API, a remark of its own.
function isFromClient({ fields }: Line): boolean {
  return fields['isApiErrorMessage'] === true || asFields(fields['message'])?.['model'] === '<synthetic>';
}

// In a fork, the client notes on copied answers which session had asked for them.
function isCopied({ fields, session }: Line): boolean {
  const asked = asText(fields['requestSessionId']);
  return asked !== '' && asked !== session;
}

function readBlock(reading: Reading, line: Line, block: Block, part: number): void {
  if (block.kind === 'text') readText(reading, line, block.text.trim(), part);
  if (block.kind !== 'tool_use' || block.id === '' || isOwnTool(block.tool)) return;
  const call = toolCall(block.tool, block.input, '', false);
  keepBack(reading, { stage: 'open', event: lineEvent(reading, line, 'tool_call', nativeId.tool(block.id), { call }) });
}

function readText(reading: Reading, line: Line, text: string, part: number): void {
  if (text === '' || text === '(no content)') return;
  const { prompt, keyed } = reading.state;
  const native = keyed ? nativeId.text(prompt, text) : nativeId.line(line.uuid, part);
  reading.events.push(lineEvent(reading, line, 'assistant_message', native, { text: keptText(text, LIMITS.message) }));
}
