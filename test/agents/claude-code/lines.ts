import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import type { Event } from '../../../src/model/event.ts';

const SESSION = { sessionId: 's1', cwd: '/work', gitBranch: 'main', version: '2.1.330', isSidechain: false };

/** Lines of a transcript as the client writes them, each with a uuid and a time of its own. */
export function transcriptOf(...lines: readonly Readonly<Record<string, unknown>>[]): string[] {
  return lines.map((line, at) =>
    JSON.stringify({ ...SESSION, uuid: `u${at}`, timestamp: new Date(1_000_000 + at * 1_000).toISOString(), ...line }),
  );
}

/** A line in the user's name. */
export function user(content: unknown, rest: object = {}): Record<string, unknown> {
  return { type: 'user', message: { role: 'user', content }, ...rest };
}

/** A line of the model. */
export function assistant(content: unknown, rest: object = {}): Record<string, unknown> {
  return { type: 'assistant', message: { role: 'assistant', model: 'claude', content }, ...rest };
}

/** The block of a tool call. */
export function use(id: string, name = 'Bash', input: object = { command: 'ls' }): object {
  return { type: 'tool_use', id, name, input };
}

/** The block of a tool's result. */
export function result(id: string, content: unknown, is_error?: boolean): object {
  return { type: 'tool_result', tool_use_id: id, content, ...(is_error === undefined ? {} : { is_error }) };
}

/** The events of a transcript that was read in one go. */
export function eventsOf(...lines: readonly Readonly<Record<string, unknown>>[]): readonly Event[] {
  return claudeCode.readTranscript(transcriptOf(...lines), '', '/projects/p/s1.jsonl').events;
}

/** Events in short: kind and words. */
export function told(events: readonly Event[]): string[] {
  return events.map(
    ({ kind, text, call }) => `${kind}: ${call === undefined ? text : `${call.tool} -> ${call.output}${call.failed ? ' (failed)' : ''}`}`,
  );
}
