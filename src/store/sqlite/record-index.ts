import { toPassage } from '../../index/passage.ts';
import { indexTerms } from '../../index/terms.ts';
import { cut } from '../../model/limits.ts';
import { QUIET_MS } from '../../ports/store.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';

const PROGRESS = 'record indexed up to';
// In UTF-16 units: a few milliseconds of work, and others wait for their writes meanwhile. The event that exceeds it is still taken.
const MOST_CHARACTERS = 8_000;
// How a session began and how it ended say most about it.
const SESSION = { head: 60_000, tail: 40_000 };

/** Takes further events into the index of the record, then one session that is quiet. Returns how many; 0: it is up to date. */
export function indexRecord(database: Database, limit: number, now: number): number {
  if (nextEvents(database, 1).length > 0) return inTransaction(database.db, () => indexEvents(database, limit));
  const find = database.sql(`
    select i.number, i.session from session_index i join session s on s.id = i.session
    where i.stale = 1 and s.last_event_at <= ? limit 1`);
  if (find.get(now - QUIET_MS) === undefined) return 0;
  return inTransaction(database.db, () => {
    const row = find.get(now - QUIET_MS);
    if (row === undefined) return 0;
    indexSession(database, Number(row['number']), String(row['session']));
    return 1;
  });
}

/** Indexes an event anew whose words changed, where it has been indexed already. */
export function indexAgain(database: Database, event: string): void {
  const row = database.sql('select seq, kind, session, at, subagent, payload, forgotten from event where id = ?').get(event);
  if (row === undefined || Number(row['seq']) > readProgress(database)) return;
  unindexEvent(database, Number(row['seq']));
  indexEvent(database, row);
}

/** Has a session indexed anew, where it has been indexed: what was made of it is another. */
export function outdateSession({ sql }: Database, session: string): void {
  sql('update session_index set stale = 1 where session = ?').run(session);
}

function unindexEvent({ sql }: Database, seq: number): void {
  if (sql('delete from passage where seq = ?').run(seq).changes === 1) sql('delete from passage_terms where rowid = ?').run(seq);
}

function readProgress({ sql }: Database): number {
  return Number(sql('select value from housekeeping where name = ?').get(PROGRESS)?.['value'] ?? 0);
}

function nextEvents(database: Database, limit: number): Record<string, unknown>[] {
  return database
    .sql('select seq, kind, session, at, subagent, payload, forgotten from event where seq > ? order by seq limit ?')
    .all(readProgress(database), limit);
}

// Events are never removed and get ever higher numbers, in the order in which they are committed.
function indexEvents(database: Database, limit: number): number {
  let [count, characters, last] = [0, 0, 0];
  for (const row of nextEvents(database, limit)) {
    indexEvent(database, row);
    [count, last] = [count + 1, Number(row['seq'])];
    characters += String(row['payload']).length;
    if (characters >= MOST_CHARACTERS) break;
  }
  if (count > 0)
    database
      .sql('insert into housekeeping (name, value) values (?, ?) on conflict (name) do update set value = excluded.value')
      .run(PROGRESS, last);
  return count;
}

function indexEvent(database: Database, row: Record<string, unknown>): void {
  const { sql } = database;
  if (row['forgotten'] === 1) return;
  const passage = toPassage({ kind: row['kind'] as 'prompt', ...JSON.parse(String(row['payload'])) });
  if (passage === undefined) return;
  const session = touchSession(database, String(row['session']));
  // What a subagent is asked are the agent's words.
  const role = passage.role === 'user' && row['subagent'] !== null ? 'assistant' : passage.role;
  sql('insert into passage (seq, session, role, at) values (?, ?, ?, ?)').run(Number(row['seq']), session, role, Number(row['at']));
  sql('insert into passage_terms (rowid, body, identifiers) values (?, ?, ?)').run(
    Number(row['seq']),
    passage.text,
    indexTerms(passage.text),
  );
}

// The session itself may become known later.
function touchSession({ sql }: Database, session: string): number {
  const row = sql(`insert into session_index (session) values (?) on conflict (session) do update set stale = 1 returning number`).get(
    session,
  );
  return Number(row!['number']);
}

// "8 May 2023", for who asks about May.
function dayInWords(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}

function indexSession({ sql }: Database, number: number, session: string): void {
  const said = sql(`
    select json_extract(payload, '$.text') as text from event
    where session = ? and forgotten = 0 and kind in ('prompt', 'assistant_message') order by at, seq`).all(session);
  const made = sql(`select title, files_modified from memory where session = ? and forgotten = 0`).all(session);
  const files = new Set(made.flatMap((row) => JSON.parse(String(row['files_modified'])) as string[]));
  const day = sql('select started_at from session where id = ?').get(session);
  const text = cut(
    [dayInWords(Number(day?.['started_at'])), ...made.map((row) => row['title']), ...said.map((row) => row['text'] ?? '')].join('\n'),
    SESSION,
  );
  const paths = [...files].join('\n');
  sql('delete from session_terms where rowid = ?').run(number);
  sql('insert into session_terms (rowid, said, files, identifiers) values (?, ?, ?, ?)').run(
    number,
    text,
    paths,
    indexTerms(`${text}\n${paths}`),
  );
  sql('update session_index set stale = 0 where number = ?').run(number);
}
