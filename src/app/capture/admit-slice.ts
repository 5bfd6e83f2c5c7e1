import { dirname } from 'node:path';
import type { Agent, TranscriptSlice } from '../../ports/agent.ts';
import type { Cursor } from '../../ports/store.ts';
import type { OffTime } from '../../ports/switches.ts';
import type { Ports } from '../ports.ts';
import { findRules, isLeftOut, type Judging, offTime, TOLD_LATE_MS } from './left-out.ts';
import { READ_LIMITS, readLines } from './read-lines.ts';
import { isEvent } from './redact-state.ts';

// Of a transcript that may not be seen, no more than its first lines is looked at.
const HEAD = { ...READ_LIMITS, slice: 4096 };

/** A transcript to be read on. `isExplicit`: the user asked for it, so what was not seen while the memory was off is. */
export type Asked = Pick<Cursor, 'path' | 'session' | 'state'> & {
  readonly isExplicit: boolean;
  /** It is not of the user: what it says turns nothing off. */
  readonly isTheirs: boolean;
};

/** Whether the memory may go on with a transcript, from what is known of it or else its first lines. */
export async function mayRead(ports: Ports, agent: Agent, asked: Asked): Promise<boolean> {
  if (isOff(ports, asked) || isOff(ports, asked, asked.session)) return false;
  const known = asked.session === '' ? undefined : await ports.store.session(asked.session);
  const session = known ?? (await readHead(ports, agent, asked.path));
  if (session === undefined) return true;
  return !isOff(ports, asked, session.id) && !(await isExcluded(ports, session.cwd));
}

/** Reads lines of a transcript without what the user wants left out. `undefined`: none of it may be seen. */
export async function admitSlice(ports: Ports, agent: Agent, lines: readonly string[], asked: Asked): Promise<TranscriptSlice | undefined> {
  const slice = agent.readTranscript(lines, asked.state, asked.path);
  const { id, cwd } = slice.session ?? { id: asked.session, cwd: dirname(asked.path) };
  if (isOff(ports, asked) || isOff(ports, asked, id) || (await isExcluded(ports, cwd))) return undefined;
  const copied = slice.copiedFrom.flatMap((session) => offTimes(ports, asked, session));
  if (!asked.isTheirs) turnOffMissed(ports, agent, slice, id, copied);
  const own = offTimes(ports, asked, id);
  const times = [...offTimes(ports, asked), ...own, ...copied];
  const folders = await findExcluded(ports, slice.folders);
  const isWhole = times.length === 0 && folders.size === 0;
  const seen = isWhole ? slice : agent.readTranscript(lines.filter(createFilter(agent, times, folders)), asked.state, asked.path);
  const rules = await findRules(ports, cwd, [...seen.events, ...seen.waiting]);
  return leaveOut(seen, { agent, rules, cwd, wasOff: own.length + copied.length > 0 });
}

// Where no hook told of the user's wish, the transcript does. Rejects where the switch cannot be written: then nothing is read.
function turnOffMissed({ switches }: Ports, agent: Agent, slice: TranscriptSlice, id: string, copied: readonly OffTime[]): void {
  const said = [...slice.events, ...slice.waiting].flatMap(({ kind, session, subagent, text = '', at }) => {
    const turns = kind === 'prompt' && session === id && subagent === undefined ? agent.turns(text) : undefined;
    return turns === undefined ? [] : [{ turns, at }];
  });
  for (const { turns, at } of said) {
    const known = [...switches.offTimes(id), ...copied];
    if (turns === 'on' || known.some(({ from, to }) => at >= from - TOLD_LATE_MS && at < to)) continue;
    const ends = [...said.filter((each) => each.turns === 'on').map((each) => each.at), ...known.map(({ from }) => from)];
    switches.turnOff({ session: id, from: at, to: Math.min(...ends.filter((end) => end > at)) });
  }
}

function isOff(ports: Ports, asked: Asked, session?: string): boolean {
  return session !== '' && !asked.isExplicit && offTime(ports.switches.offTimes(session), ports.clock()) !== undefined;
}

// What the user turned off in a session is off for an import as well.
function offTimes({ switches }: Ports, { isExplicit }: Asked, session?: string): readonly OffTime[] {
  if (session === '' || (session === undefined && isExplicit)) return [];
  const times = switches.offTimes(session);
  return isExplicit ? times.filter(({ automatic }) => !automatic) : times;
}

async function isExcluded({ locate, exclusions }: Ports, cwd: string): Promise<boolean> {
  return (await exclusions.rulesAt(await locate(cwd))).project !== undefined;
}

async function findExcluded(ports: Ports, folders: readonly string[]): Promise<ReadonlySet<string>> {
  const excluded = new Set<string>();
  for (const folder of folders) if (await isExcluded(ports, folder)) excluded.add(folder);
  return excluded;
}

async function readHead({ files }: Ports, agent: Agent, path: string): Promise<TranscriptSlice['session']> {
  const head = await readLines(files, path, 0, HEAD);
  return head === undefined ? undefined : agent.readTranscript(head.lines, '', path).session;
}

// A line that bears no time is of the time of the one before.
function createFilter(agent: Agent, times: readonly OffTime[], folders: ReadonlySet<string>): (line: string) => boolean {
  let last: number | undefined;
  return (line) => {
    const { at = last, cwd = '' } = agent.stamp(line);
    last = at;
    if (folders.has(cwd)) return false;
    return times.length === 0 || (at !== undefined && offTime(times, at) === undefined);
  };
}

function leaveOut(slice: TranscriptSlice, judging: Judging): TranscriptSlice {
  const isKept = (value: unknown): boolean => !isEvent(value) || !isLeftOut(value, judging);
  const waiting = slice.waiting.filter(isKept);
  const events = slice.events.filter(isKept);
  if (waiting.length === slice.waiting.length) return { ...slice, events };
  return { ...slice, events, waiting, state: dropFrom(slice.state, isKept) };
}

// In a state, an event stands in a list: alone or in an entry of its own.
function dropFrom(state: string, isKept: (value: unknown) => boolean): string {
  return JSON.stringify(JSON.parse(state), (_, value: unknown) =>
    Array.isArray(value) ? value.filter((entry) => isKept(entry) && Object.values(Object(entry)).every(isKept)) : value,
  );
}
