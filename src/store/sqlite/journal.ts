import type { Event, Session } from '../../model/event.ts';
import { PRIVATE_MARK } from '../../model/private-mark.ts';
import { type Batch, type Cursor, type EventStub, QUIET_MS } from '../../ports/store.ts';
import type { Database } from './database.ts';
import { askFor } from './jobs.ts';
import { outdateSession, outdateTurn } from './record-index.ts';
import { inTransaction } from './transaction.ts';

/** Commits a batch: new events, what a second telling adds to known ones, the session and the cursor. */
export function append(database: Database, batch: Batch, now: number): { added: number } {
  return inTransaction(database.db, () => {
    const touched = new Map<string, number>();
    let added = 0;
    for (const event of batch.events) {
      const outcome = store(database, event);
      if (outcome === 'added') added += 1;
      if (outcome !== 'known') touched.set(event.session, Math.max(event.at, touched.get(event.session) ?? 0));
    }
    if (batch.session !== undefined && ownSession(database, batch.session))
      touched.set(batch.session.id, touched.get(batch.session.id) ?? now);
    if (batch.session !== undefined) upsertSession(database, batch.session, batch.events);
    if (batch.cursor !== undefined) moveCursor(database, batch.cursor, now);
    for (const [session, at] of touched) askFor(database, 'distill', session, at, at + QUIET_MS);
    return { added };
  });
}

/** Events of a session in order, without what they say. Forgotten ones are left out. */
export function listStubs({ sql }: Database, session: string): EventStub[] {
  const rows = sql(`
    select id, kind, prompt, at, subagent is not null as in_subagent
    from event where session = ? and forgotten = 0 order by at, seq`).all(session);
  return rows.map((row) => ({
    id: String(row['id']),
    kind: row['kind'] as Event['kind'],
    prompt: String(row['prompt']),
    at: Number(row['at']),
    subagent: row['in_subagent'] === 1,
  }));
}

/** How many prompts of the user there are in a session, up to `most`. What a client puts in by itself its agent has left out. */
export function countPrompts({ sql }: Database, session: string, most: number): number {
  const row = sql(`
    select count(*) as count from (
      select 1 from event where session = ? and kind = 'prompt' and subagent is null and forgotten = 0 limit ?)`).get(session, most);
  return Number(row!['count']);
}

/** The prompts of the user in a session, and whether something private was taken out of them. Forgotten ones are private. */
export function listPrompts({ sql }: Database, session: string): { prompt: string; isPrivate: boolean }[] {
  const rows = sql(`
    select prompt, forgotten = 1 or instr(payload, ?) > 0 as is_private
    from event where session = ? and kind = 'prompt' and subagent is null`).all(PRIVATE_MARK, session);
  return rows.map((row) => ({ prompt: String(row['prompt']), isPrivate: row['is_private'] === 1 }));
}

/** Events by id, in the order they happened. Unknown and forgotten ones are left out. */
export function readEvents({ sql }: Database, ids: readonly string[]): Event[] {
  const rows = sql(`
    select id, kind, agent, session, prompt, at, origin, subagent, payload
    from event where id in (select value from json_each(?)) and forgotten = 0 order by at, seq`).all(JSON.stringify(ids));
  return rows.map((row) => ({
    id: String(row['id']),
    kind: row['kind'] as Event['kind'],
    agent: String(row['agent']),
    session: String(row['session']),
    prompt: String(row['prompt']),
    at: Number(row['at']),
    ...(row['origin'] === null ? {} : { origin: String(row['origin']) }),
    ...(row['subagent'] === null ? {} : { subagent: JSON.parse(String(row['subagent'])) }),
    ...JSON.parse(String(row['payload'])),
  }));
}

/** How far a transcript was read. */
export function readCursor({ sql }: Database, path: string): Cursor | undefined {
  const row = sql('select path, session, offset, head, state from cursor where path = ?').get(path);
  return row === undefined ? undefined : (row as unknown as Cursor);
}

/** A session by id. */
export function readSession({ sql }: Database, id: string): Session | undefined {
  const row = sql('select * from session where id = ?').get(id);
  return row === undefined ? undefined : toSession(row);
}

/** Sessions of a project, the latest first. */
export function listSessions({ sql }: Database, project: string, limit: number): Session[] {
  return sql('select * from session where project = ? order by last_event_at desc, id limit ?').all(project, limit).map(toSession);
}

type Outcome = 'added' | 'enriched' | 'known';

function store(database: Database, event: Event): Outcome {
  const { sql } = database;
  if (event.origin !== undefined && isCopy(sql, event.origin, event.session)) return 'known';
  const payload = JSON.stringify({ text: event.text, call: event.call });
  const inserted = sql(`
    insert into event (id, kind, agent, session, prompt, at, origin, subagent, payload)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`).run(
    event.id,
    event.kind,
    event.agent,
    event.session,
    event.prompt,
    event.at,
    event.origin ?? null,
    event.subagent === undefined ? null : JSON.stringify(event.subagent),
    payload,
  );
  return inserted.changes === 1 ? 'added' : enrich(database, event, payload);
}

// The transcript of a forked session repeats the lines of its parent under the new session's id.
function isCopy(sql: Database['sql'], origin: string, session: string): boolean {
  return sql('select 1 from event where origin = ? and session <> ? limit 1').get(origin, session) !== undefined;
}

// A second telling adds what the first could not know: the transcript's id, the turn a queued prompt was answered in,
// that a call failed, what a subagent was asked.
function enrich(database: Database, event: Event, payload: string): Outcome {
  const { sql } = database;
  const before = sql(`
    select prompt, origin, at, json_extract(payload, '$.call.failed') as failed, json_type(payload, '$.text') as text
    from event where id = ? and forgotten = 0`).get(event.id);
  if (before === undefined) return 'known';
  const from = String(before['prompt']);
  const to = before['origin'] === null && event.origin !== undefined ? event.prompt : from;
  const says = saysMore(before, event);
  if (says) {
    sql('update event set payload = ? where id = ?').run(payload, event.id);
    outdateSession(database, event.session);
  }
  if (event.origin !== undefined)
    sql('update event set origin = ?, prompt = ? where id = ? and origin is null').run(event.origin, to, event.id);
  if (!says && to === from) return 'known';
  for (const prompt of new Set([from, to])) {
    forgetTurn(sql, event.session, prompt);
    outdateTurn(database, event.session, prompt, Number(before['at']));
  }
  return 'enriched';
}

function saysMore(before: Record<string, unknown>, { call, text }: Event): boolean {
  return (before['failed'] === 0 && call?.failed === true) || (before['text'] === null && text !== undefined);
}

// An event whose prompt is none of the user's own was put into a neighbouring turn: which one, only all of them tell.
function forgetTurn(sql: Database['sql'], session: string, prompt: string): void {
  sql(`
    delete from turn where session = ?1 and (prompt = ?2 or not exists (
      select 1 from event where session = ?1 and prompt = ?2 and prompt <> '' and kind = 'prompt' and subagent is null))`).run(
    session,
    prompt,
  );
}

// Another's until now: what was made of it is made anew.
function ownSession({ sql }: Database, { id, imported = false }: NonNullable<Batch['session']>): boolean {
  if (imported || sql('update session set imported = 0 where id = ? and imported = 1').run(id).changes === 0) return false;
  sql('delete from turn where session = ?').run(id);
  return true;
}

function upsertSession({ sql }: Database, session: NonNullable<Batch['session']>, events: readonly Event[]): void {
  const times = events.filter((event) => event.session === session.id).map((event) => event.at);
  if (times.length === 0) return;
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  sql(`
    insert into session (id, agent, project, cwd, branch, commit_id, transcript, imported, started_at, last_event_at)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (id) do update set
      branch = coalesce(excluded.branch, branch),
      commit_id = coalesce(excluded.commit_id, commit_id),
      transcript = coalesce(excluded.transcript, transcript),
      started_at = min(started_at, excluded.started_at),
      last_event_at = max(last_event_at, excluded.last_event_at)`).run(
    session.id,
    session.agent,
    session.project,
    session.cwd,
    session.branch ?? null,
    session.commit ?? null,
    session.transcript ?? null,
    session.imported === true ? 1 : 0,
    first,
    last,
  );
}

function moveCursor({ sql }: Database, cursor: Cursor, now: number): void {
  sql(`
    insert into cursor (path, session, offset, head, state, changed_at) values (?, ?, ?, ?, ?, ?)
    on conflict (path) do update set
      session = excluded.session, offset = excluded.offset, head = excluded.head, state = excluded.state, changed_at = excluded.changed_at`).run(
    cursor.path,
    cursor.session,
    cursor.offset,
    cursor.head,
    cursor.state,
    now,
  );
}

function toSession(row: Record<string, unknown>): Session {
  return {
    id: String(row['id']),
    agent: String(row['agent']),
    project: String(row['project']),
    cwd: String(row['cwd']),
    ...(row['branch'] === null ? {} : { branch: String(row['branch']) }),
    ...(row['commit_id'] === null ? {} : { commit: String(row['commit_id']) }),
    ...(row['transcript'] === null ? {} : { transcript: String(row['transcript']) }),
    ...(row['imported'] === 1 ? { imported: true } : {}),
    startedAt: Number(row['started_at']),
    lastEventAt: Number(row['last_event_at']),
  };
}
