import type { Event } from '../../model/event.ts';
import { isRefused } from './commands.ts';
import { readPrompt } from './prompt.ts';

/**
 * How a turn ended: with words of the assistant, or before it came to that. The user `interrupted` it, or `refused` its last step; or it
 * `broke off`, and nothing says why.
 */
export type Ending = 'finished' | 'interrupted' | 'refused' | 'broke off';

const MARK = /^\s*\[Request interrupted by user/;
const REFUSAL = /^(?:The user doesn't want to|The user rejected)/;

/** Reads how a turn ended. */
export function readEnding(events: readonly Event[]): Ending {
  const own = events.filter((event) => event.subagent === undefined);
  const last = own.findLast((event) => event.kind === 'tool_call' || event.kind === 'assistant_message' || isMark(event));
  if (last === undefined || (last.kind !== 'tool_call' && !isMark(last))) return 'finished';
  const step = own.findLast((event) => (event.kind === 'tool_call' || event.kind === 'assistant_message') && !isMark(event));
  if (step !== undefined && isUserRefusal(step)) return 'refused';
  return events.some(isInterruption) ? 'interrupted' : 'broke off';
}

/** The client's mark that the user interrupted the agent, alone or in what a tool put out. */
export function isInterruption(event: Event): boolean {
  return isMark(event) || (event.call !== undefined && event.call.failed && event.call.output.includes('[Request interrupted by user'));
}

/** Whether the user, and not the permission system, refused a tool call. */
export function isUserRefusal(event: Event): boolean {
  return isRefused(event) && REFUSAL.test(event.call!.output);
}

function isMark({ kind, subagent, text = '' }: Event): boolean {
  if (subagent !== undefined) return false;
  if (kind === 'assistant_message') return MARK.test(text);
  return kind === 'prompt' && MARK.test(text) && readPrompt(text).kind === 'interruption';
}
