import type { Event } from '../../model/event.ts';
import { LIMITS } from '../../model/limits.ts';
import type { HookCall } from '../../ports/agent.ts';
import { compactionSummary } from './compaction-summary.ts';
import { type HookFields, hookEvent, readHookFields } from './hook-fields.ts';
import { readToolBatch, readToolFailure, readToolUse } from './hook-tool-calls.ts';
import { keptText } from './kept-text.ts';
import type { Fields } from './loose-json.ts';
import { nativeId } from './native-id.ts';
import { turns } from './own-commands.ts';
import { typedWords } from './typed-words.ts';

/** Reads the payload of a hook; `undefined` where it tells nothing to keep. Never throws, whatever the fields hold. */
export function readHook(fields: Fields, at: number): HookCall | undefined {
  const hook = readHookFields(fields, at);
  const told = hook === undefined ? undefined : READERS.get(hook.name)?.(hook);
  if (hook === undefined || told === undefined) return undefined;
  const transcript = hook.text('transcript_path');
  return {
    session: hook.session,
    cwd: hook.text('cwd'),
    ...(transcript === '' ? {} : { transcript }),
    events: told.events,
    ...(told.moment === undefined ? {} : { moment: told.moment }),
    settled: told.settled ?? false,
    ...(told.turns === undefined ? {} : { turns: told.turns }),
  };
}

interface Told {
  readonly events: readonly Event[];
  readonly moment?: NonNullable<HookCall['moment']>;
  readonly settled?: boolean;
  readonly turns?: NonNullable<HookCall['turns']>;
}

type Reader = (hook: HookFields) => Told | undefined;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['UserPromptSubmit', readPrompt],
  ['PostToolBatch', (hook) => ({ events: readToolBatch(hook) })],
  ['PostToolUse', (hook) => ({ events: readToolUse(hook) })],
  ['PostToolUseFailure', (hook) => ({ events: readToolFailure(hook) })],
  ['Stop', (hook) => ({ events: readLastMessage(hook), settled: true })],
  ['StopFailure', () => ({ events: [], settled: true })],
  ['SubagentStart', (hook) => ({ events: readSubagentStart(hook) })],
  ['SubagentStop', readSubagentStop],
  ['PostCompact', (hook) => readCompaction(hook, hook.text('compact_summary'))],
  ['SessionStart', readSessionStart],
  ['SessionEnd', readSessionEnd],
]);

// Without the client's id a prompt could not be told from the transcript's: it is left to the transcript.
function readPrompt(hook: HookFields): Told {
  const words = typedWords(hook.text('prompt'));
  if (words === undefined) return { events: [] };
  const text = keptText(words, LIMITS.prompt);
  const events = hook.prompt === '' ? [] : [hookEvent(hook, 'prompt', nativeId.prompt(hook.prompt, words), { text })];
  const turned = turns(words);
  return { events, moment: 'prompt', ...(turned === undefined ? {} : { turns: turned }) };
}

function readLastMessage(hook: HookFields): Event[] {
  const text = hook.text('last_assistant_message').trim();
  if (text === '' || hook.prompt === '') return [];
  return [hookEvent(hook, 'assistant_message', nativeId.text(hook.prompt, text), { text: keptText(text, LIMITS.message) })];
}

function readSubagentStart(hook: HookFields): Event[] {
  return hook.agentId === '' || hook.agentType === '' ? [] : [hookEvent(hook, 'subagent_start', nativeId.subagentStart(hook.agentId), {})];
}

// The agent without a type is the client's own, which writes the summary of a compaction. To hook PostCompact for it
// would put a line about the hook before the user and the model.
function readSubagentStop(hook: HookFields): Told | undefined {
  const result = hook.text('last_assistant_message');
  if (hook.agentId === '') return undefined;
  if (hook.agentType === '') return result.includes('<summary>') ? readCompaction(hook, result) : undefined;
  const text = keptText(result, LIMITS.message);
  return { events: [hookEvent(hook, 'subagent_end', nativeId.subagentEnd(hook.agentId, result), { text })] };
}

function readCompaction(hook: HookFields, answer: string): Told | undefined {
  const summary = compactionSummary(answer);
  if (summary === '') return undefined;
  const { subagent: _, ...event } = hookEvent(hook, 'compaction', nativeId.compaction(summary), {
    text: keptText(summary, LIMITS.message),
  });
  return { events: [event] };
}

function readSessionStart(hook: HookFields): Told {
  const source = hook.text('source').slice(0, 100);
  const event = hookEvent(hook, 'session_start', nativeId.sessionStart(source, hook.prompt), { text: source });
  return { events: [event], ...(source === 'compact' || source === 'clear' ? { moment: source } : {}) };
}

function readSessionEnd(hook: HookFields): Told {
  const reason = hook.text('reason').slice(0, 100);
  return { events: [hookEvent(hook, 'session_end', nativeId.sessionEnd(reason, hook.prompt), { text: reason })], settled: true };
}
