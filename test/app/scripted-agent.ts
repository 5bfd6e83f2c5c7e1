import { basename, dirname, join } from 'node:path';
import type { Event } from '../../src/model/event.ts';
import type { Agent, HookCall, TranscriptSlice } from '../../src/ports/agent.ts';
import { sampleEvent } from '../samples.ts';

/** A line of a scripted transcript: an event, of which only the id is needed, or `held`: one that waits for the next line. */
export type ScriptedLine = Partial<Event> & { readonly id: string; readonly held?: boolean };

interface State {
  readonly prompt: string;
  readonly pending: readonly { readonly event: Event }[];
}

const CWD = '/work';

/**
 * An agent that says what the test scripts: its hooks are `HookCall`s, its transcripts JSON lines of events. What a line
 * leaves out is that of `session-1`; its prompt is that of the last line which had one.
 */
export const scriptedAgent: Agent = {
  name: 'test',
  readHook(fields) {
    if (fields['broken'] !== undefined) throw new Error('This hook cannot be read');
    if (fields['session'] === undefined) return undefined;
    return { cwd: CWD, events: [], settled: false, ...fields } as unknown as HookCall;
  },
  writeAnswer: (answer) => JSON.stringify(answer),
  readTranscript,
  stamp(line) {
    const { at } = parse(line) ?? {};
    return at === undefined ? {} : { at };
  },
  reach: ({ input }) => ({ paths: typeof input['file'] === 'string' ? [input['file']] : [] }),
  turns: (words) => (words === '/on' ? 'on' : words === '/off' ? 'off' : undefined),
  recognises: (path, head) => path.endsWith('.jsonl') && (head === '' || head.startsWith('{"id"')),
  related: (path) => ({ folder: dirname(path), subagents: join(dirname(path), basename(path, '.jsonl'), 'subagents') }),
  folder: () => '/transcripts',
  transcriptOf: (_, path) => path,
  notes: () => [],
};

/** The text of a transcript with these lines. */
export function writeLines(...lines: readonly ScriptedLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function readTranscript(lines: readonly string[], before: string): TranscriptSlice {
  let state: State = before === '' ? { prompt: '', pending: [] } : JSON.parse(before);
  const events: Event[] = [];
  for (const text of lines) {
    const line = parse(text);
    if (line === undefined) continue;
    const { held, ...told } = line;
    const event = sampleEvent({ ...told, prompt: line.prompt ?? state.prompt });
    events.push(...state.pending.map((pending) => pending.event), ...(held === true ? [] : [event]));
    state = { prompt: event.prompt, pending: held === true ? [{ event }] : [] };
  }
  const [first] = events;
  const waiting = state.pending.map(({ event }) => event);
  return {
    events,
    folders: [],
    copiedFrom: [],
    waiting,
    state: JSON.stringify(state),
    ...(first === undefined ? {} : { session: { id: first.session, cwd: CWD } }),
  };
}

function parse(text: string): ScriptedLine | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
