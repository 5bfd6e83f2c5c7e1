import { createHash } from 'node:crypto';
import type { Agent, TranscriptSlice } from '../../ports/agent.ts';
import type { Batch, Cursor } from '../../ports/store.ts';
import type { Ports } from '../ports.ts';
import { READ_LIMITS, readLines, type ReadLimits, readTornLine } from './read-lines.ts';
import { redactState } from './redact-state.ts';

const HEAD_BYTES = 512;

/** How a transcript is read. */
export interface ReconcileOptions {
  /** The file is not known to grow: a last line without its end is read as well. Should it end later, it is read anew. */
  readonly complete?: boolean;
  readonly limits?: ReadLimits;
}

/**
 * Reads what a transcript holds beyond its cursor and commits it, slice by slice; yields the bytes done after each, so
 * that the caller decides when to go on. Events and cursor move in one transaction: stopping anywhere loses and doubles
 * nothing.
 */
export async function* reconcile(
  ports: Ports,
  agent: Agent,
  path: string,
  { complete = false, limits = READ_LIMITS }: ReconcileOptions = {},
): AsyncGenerator<number, void> {
  let cursor = await openCursor(ports, path);
  for (;;) {
    const slice = await readLines(ports.files, path, cursor.offset, limits);
    if (slice === undefined) break;
    cursor = await commit(ports, agent, cursor, slice);
    yield cursor.offset;
  }
  if (complete) await commitTornLine(ports, agent, cursor, limits);
}

async function openCursor({ store, files }: Ports, path: string): Promise<Cursor> {
  const known = await store.cursor(path);
  if (known !== undefined && (await isSameFile(files, known))) return known;
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

async function commit(
  ports: Ports,
  agent: Agent,
  cursor: Cursor,
  { lines, end }: { readonly lines: readonly string[]; readonly end: number },
): Promise<Cursor> {
  const slice = agent.readTranscript(lines, cursor.state, cursor.path);
  const head = cursor.offset < HEAD_BYTES ? await hashHead(ports.files, cursor.path, end) : cursor.head;
  const session = slice.session?.id ?? cursor.session;
  await ports.store.append({
    ...(await toBatch(ports, agent, slice, cursor.path)),
    cursor: { path: cursor.path, session, offset: end, head, state: redactState(slice.state, ports.privacy) },
  });
  return { path: cursor.path, session, offset: end, head, state: slice.state };
}

// The cursor stays where the line starts.
async function commitTornLine(ports: Ports, agent: Agent, { path, offset, state }: Cursor, limits: ReadLimits): Promise<void> {
  const lines = await readTornLine(ports.files, path, offset, limits);
  if (lines.length > 0) await ports.store.append(await toBatch(ports, agent, agent.readTranscript(lines, state, path), path));
}

async function toBatch(ports: Ports, agent: Agent, slice: TranscriptSlice, path: string): Promise<Batch> {
  const { privacy, files, store } = ports;
  const own = slice.session === undefined ? undefined : (await store.session(slice.session.id))?.transcript;
  await privacy.meet([...slice.events, ...slice.waiting], { agent, files, transcript: own ?? path, openStore: async () => store });
  const events = slice.events.map(privacy.redact);
  return slice.session === undefined ? { events } : { events, session: await toSession(ports, agent, slice, slice.session, path) };
}

async function toSession(
  ports: Ports,
  agent: Agent,
  { events }: TranscriptSlice,
  { id, cwd, branch }: NonNullable<TranscriptSlice['session']>,
  path: string,
): Promise<NonNullable<Batch['session']>> {
  const known = await ports.store.session(id);
  // What only tells of subagents is not the session's own transcript.
  const isOwn = events.some((event) => event.session === id && event.subagent === undefined);
  const told = { ...(isOwn ? { transcript: path } : {}), ...(branch === undefined ? {} : { branch }) };
  if (known !== undefined) return { ...told, ...known, ...(branch === undefined ? {} : { branch }) };
  const project = await ports.store.project(await ports.locate(cwd), ports.clock());
  return { id, agent: agent.name, project: project.id, cwd, ...told };
}
