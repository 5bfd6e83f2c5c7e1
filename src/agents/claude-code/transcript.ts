import type { TranscriptSlice } from '../../ports/agent.ts';
import { readAssistantLine } from './assistant-line.ts';
import { asText } from './loose-json.ts';
import { readQueuedCommand, readQueueOperation } from './queue-lines.ts';
import { noteFolder, type Reading } from './reading.ts';
import { parseState, type ReadingState } from './reading-state.ts';
import { type Line, readLine } from './transcript-line.ts';
import { readUserLine } from './user-line.ts';

/**
 * Reads whole lines of a transcript; never throws. What it yields does not depend on how the lines are cut into calls.
 * `state` is JSON whose `pending` holds events that wait for a later line, not yet redacted (see `ReadingState`).
 */
export function readTranscript(lines: readonly string[], state: string, path: string): TranscriptSlice {
  const reading: Reading = { state: parseState(state), events: [] };
  const parent = SUBAGENT_FILE.exec(path)?.[1];
  const folders = new Set<string>();
  const askedBy = new Set<string>();
  for (const text of lines) {
    const line = readLine(text, parent);
    if (line === undefined) continue;
    if (line.cwd !== '') folders.add(line.cwd);
    // In a fork, the client notes on copied answers which session had asked for them.
    askedBy.add(asText(line.fields['requestSessionId']));
    follow(reading.state, line);
    const first = reading.events.length;
    READERS.get(line.type)?.(reading, line);
    noteFolder(reading, first, line.cwd);
  }
  const copiedFrom = [...askedBy].filter((session) => session !== '' && session !== reading.state.session);
  const waiting = reading.state.pending.map(({ event }) => event);
  return {
    events: reading.events,
    ...sessionOf(reading.state),
    folders: [...folders],
    copiedFrom,
    waiting,
    state: JSON.stringify(reading.state),
  };
}

// A subagent's transcript lies in a folder of its parent's session, and belongs to that session whatever its lines say.
const SUBAGENT_FILE = /[/\\]([\w-]{1,100})[/\\]subagents[/\\][^/\\]{1,200}$/;

// Lines of all other types are the client's own bookkeeping. Attachments hold, among other things, the context that
// Holdfast gave: of them only a prompt typed while the agent worked is read.
const READERS: ReadonlyMap<string, (reading: Reading, line: Line) => void> = new Map([
  ['user', readUserLine],
  ['assistant', readAssistantLine],
  ['attachment', readQueuedCommand],
  ['queue-operation', readQueueOperation],
]);

function follow(state: ReadingState, line: Line): void {
  state.at = line.at ?? state.at;
  if (line.session !== '' && line.session !== state.session) {
    state.session = line.session;
    state.cwd = '';
  }
  state.cwd ||= line.cwd;
  state.branch = line.branch || state.branch;
}

// A detached head, and a folder outside any repository, are written as HEAD.
function sessionOf({ session, cwd, branch }: ReadingState): Pick<TranscriptSlice, 'session'> {
  if (session === '' || cwd === '') return {};
  return { session: { id: session, cwd, ...(branch === '' || branch === 'HEAD' ? {} : { branch }) } };
}
