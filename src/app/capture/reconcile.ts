import { createHash } from 'node:crypto';
import type { Event } from '../../model/event.ts';
import type { Agent, TranscriptSlice } from '../../ports/agent.ts';
import type { Batch, Cursor } from '../../ports/store.ts';
import type { Ports } from '../ports.ts';
import { admitSlice, type Asked, mayRead } from './admit-slice.ts';
import { markOwner, type Owner } from './owner.ts';
import { READ_LIMITS, readLines, type ReadLimits, readTornLine } from './read-lines.ts';
import { redactState } from './redact-state.ts';

const HEAD_BYTES = 512;

/** How a transcript is read. */
export interface ReconcileOptions {
  /** The file is not known to grow: a last line without its end is read as well. Should it end later, it is read anew. */
  readonly complete?: boolean;
  /** The user asked for it: what was left out while the memory was paused is read. */
  readonly isExplicit?: boolean;
  readonly limits?: ReadLimits;
  /** Whose sessions it tells of, where somebody said so; else those that are not the user's stay so. */
  readonly owner?: Owner;
}

/**
 * Reads what a transcript holds beyond its cursor and commits it, slice by slice; yields the bytes done after each, so
 * that the caller decides when to go on. Events and cursor move in one transaction: stopping anywhere loses and doubles
 * nothing. What the user wants left out is not read, or not kept; see `admitSlice`.
 */
export async function* reconcile(
  ports: Ports,
  agent: Agent,
  path: string,
  { complete = false, isExplicit = false, limits = READ_LIMITS, owner }: ReconcileOptions = {},
): AsyncGenerator<number, void> {
  const asked = { isExplicit, isTheirs: owner === 'other' };
  let cursor: Place = await openCursor(ports, path, isExplicit);
  for (;;) {
    if (!(await mayRead(ports, agent, { ...cursor, ...asked }))) return;
    const read = await readLines(ports.files, path, cursor.offset, limits);
    if (read === undefined) break;
    const slice = await admitSlice(ports, agent, read.lines, { ...cursor, ...asked });
    if (slice === undefined) return;
    cursor = await commit(ports, agent, cursor, slice, read.end, owner);
    yield cursor.offset;
  }
  if (complete) await commitTornLine(ports, agent, { ...cursor, ...asked }, limits, owner);
}

/** Takes a transcript, and those of its subagents, for read as far as they have grown, without looking at what they say. */
export async function skipTranscript(ports: Ports, agent: Agent, transcript: string, session: string): Promise<void> {
  for (const path of [transcript, ...(await ports.files.list(agent.related(transcript).subagents))]) {
    const offset = (await ports.files.stat(path))?.size;
    if (offset === undefined || !agent.recognises(path, '')) continue;
    const { state } = await openCursor(ports, path, false);
    const head = await hashHead(ports.files, path, offset);
    await ports.store.append({ events: [], cursor: { path, session, offset, head, state } });
  }
}

// Behind the cursor there may be what was left out while the memory was paused, which only an import asks for.
async function openCursor({ store, files, switches }: Ports, path: string, isExplicit: boolean): Promise<Cursor> {
  const known = await store.cursor(path);
  const isAnew = isExplicit && (switches.offTimes().length > 0 || switches.offTimes(known?.session).length > 0);
  if (known !== undefined && !isAnew && (await isSameFile(files, known))) return known;
  return { path, session: known?.session ?? '', offset: 0, head: '', state: '' };
}

// A file that is shorter than what was read of it, or starts otherwise, was replaced: it is read anew, and ids keep the events single.
async function isSameFile(files: Ports['files'], cursor: Cursor): Promise<boolean> {
  const stat = await files.stat(cursor.path);
  if (stat === undefined || stat.size < cursor.offset) return false;
  return cursor.head === (await hashHead(files, cursor.path, cursor.offset));
}

async function hashHead(files: Ports['files'], path: string, offset: number): Promise<string> {
  const bytes = await files.read(path, 0, Math.min(HEAD_BYTES, offset));
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
}

// How far a reading is. `isPartial`: somebody else's words about a session of the user were left out, so the store is told of no place.
// If the transcript is that session's own after all, it is read from where it was left.
type Place = Cursor & { readonly isPartial?: boolean };

async function commit(
  ports: Ports,
  agent: Agent,
  cursor: Place,
  slice: TranscriptSlice,
  end: number,
  owner: Owner | undefined,
): Promise<Place> {
  const head = cursor.offset < HEAD_BYTES ? await hashHead(ports.files, cursor.path, end) : cursor.head;
  const session = slice.session?.id ?? cursor.session;
  const redact = await learnPrivate(ports, agent, slice, cursor.path);
  const whole = await toBatch(ports, agent, { ...slice, events: slice.events.map(redact) }, cursor.path);
  const batch = await markOwner(ports.store, whole, owner);
  const isPartial = cursor.isPartial === true || batch.events.length < whole.events.length || 'session' in batch !== 'session' in whole;
  const place = { path: cursor.path, session, offset: end, head, state: slice.state };
  const state = redactState(slice.state, redact, slice.session?.branch, whole.session?.branch);
  await ports.store.append(isPartial ? batch : { ...batch, cursor: { ...place, state } });
  return { ...place, isPartial };
}

// The cursor stays where the line starts.
async function commitTornLine(
  ports: Ports,
  agent: Agent,
  cursor: Cursor & Asked,
  limits: ReadLimits,
  owner: Owner | undefined,
): Promise<void> {
  const { path, offset } = cursor;
  const lines = await readTornLine(ports.files, path, offset, limits);
  const slice = lines.length === 0 ? undefined : await admitSlice(ports, agent, lines, cursor);
  if (slice === undefined) return;
  const redact = await learnPrivate(ports, agent, slice, path);
  const batch = await toBatch(ports, agent, { ...slice, events: slice.events.map(redact) }, path);
  await ports.store.append(await markOwner(ports.store, batch, owner));
}

async function learnPrivate(
  { privacy, files, store }: Ports,
  agent: Agent,
  { events, waiting, session }: TranscriptSlice,
  path: string,
): Promise<(event: Event) => Event> {
  const own = session === undefined ? undefined : ((await store.session(session.id))?.transcript ?? agent.transcriptOf(session.id, path));
  return privacy.meet([...events, ...waiting], { agent, files, transcript: own ?? path, goesOn: true, openStore: async () => store });
}

async function toBatch(ports: Ports, agent: Agent, slice: TranscriptSlice, path: string): Promise<Batch> {
  const { events } = slice;
  return slice.session === undefined ? { events } : { events, session: await toSession(ports, agent, slice, slice.session, path) };
}

async function toSession(
  ports: Ports,
  agent: Agent,
  { events }: TranscriptSlice,
  { id, cwd, branch: named }: NonNullable<TranscriptSlice['session']>,
  path: string,
): Promise<NonNullable<Batch['session']>> {
  const known = await ports.store.session(id);
  const branch = named === undefined ? undefined : await ports.privacy.redactText(named);
  // What only tells of subagents is not the session's own transcript.
  const isOwn = events.some((event) => event.session === id && event.subagent === undefined);
  const told = { ...(isOwn ? { transcript: path } : {}), ...(branch === undefined ? {} : { branch }) };
  if (known !== undefined) return { ...told, ...known, ...(branch === undefined ? {} : { branch }) };
  const project = await ports.store.project(await ports.locate(cwd), ports.clock());
  return { id, agent: agent.name, project: project.id, cwd, ...told };
}
