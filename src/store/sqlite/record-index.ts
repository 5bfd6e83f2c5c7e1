import { indexTerms } from '../../index/terms.ts';
import { SPEAKING, toPassage } from '../../index/passage.ts';
import type { Event } from '../../model/event.ts';
import { cut } from '../../model/limits.ts';
import { QUIET_MS } from '../../ports/store.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';

const PROGRESS = 'record indexed up to';
// In UTF-16 units. How something began and how it ended say most about it.
const TURN = { head: 12_000, tail: 6_000 };
const SESSION = { head: 60_000, tail: 40_000 };
const SPAN = 'at = min(at, excluded.at), until = max(until, excluded.until)';
const SPEAKS = `kind in (${SPEAKING.map((kind) => `'${kind}'`).join()})`;

/** Takes note of further events, else indexes a turn that is over, else a session that is quiet. Returns how many; 0: it is up to date. */
export function indexRecord(database: Database, limit: number, now: number): number {
  const count = noteEvents(database, limit);
  if (count > 0) return count;
  return indexTurn(database, now) || indexSession(database, now) ? 1 : 0;
}

/** Has a turn indexed anew whose words changed or went to another, where its session has been noted already. Until then it is not found. */
export function outdateTurn({ sql }: Database, session: string, prompt: string, at: number): void {
  sql(`
    delete from turn_terms where rowid =
      (select t.number from turn_index t join session_index i on i.number = t.session where i.session = ? and t.prompt = ?)`).run(
    session,
    prompt,
  );
  sql(`
    insert into turn_index (session, prompt, at, until) select number, ?2, ?3, ?3 from session_index where session = ?1
    on conflict (session, prompt) do update set changes = changes + 1, ${SPAN}`).run(session, prompt, at);
}

/** Has a session indexed anew, where it has been noted: what was made of it is another. */
export function outdateSession({ sql }: Database, session: string): void {
  sql('update session_index set changes = changes + 1 where session = ?').run(session);
}

// Events are never removed and get ever higher numbers, in the order in which they are committed.
function noteEvents({ db, sql }: Database, limit: number): number {
  const next = sql(`
    select count(*) as count, min(seq) as first, max(seq) as last from (
      select seq from event where seq > coalesce((select value from housekeeping where name = ?), 0) order by seq limit ?)`);
  if (Number(next.get(PROGRESS, limit)!['count']) === 0) return 0;
  return inTransaction(db, () => {
    const { count, first, last } = next.get(PROGRESS, limit)!;
    if (count === 0) return 0;
    const told = `event where seq between ?1 and ?2 and forgotten = 0 and ${SPEAKS}`;
    sql(`
      insert into session_index (session) select distinct session from ${told}
      on conflict (session) do update set changes = changes + 1`).run(Number(first), Number(last));
    sql(`
      insert into turn_index (session, prompt, at, until)
      select i.number, prompt, min(at), max(at) from (select * from ${told}) e join session_index i on i.session = e.session where true group by 1, 2 order by min(e.seq)
      on conflict (session, prompt) do update set changes = changes + 1, ${SPAN}`).run(Number(first), Number(last));
    sql('insert into housekeeping (name, value) values (?, ?) on conflict (name) do update set value = excluded.value').run(
      PROGRESS,
      Number(last),
    );
    return Number(count);
  });
}

// Another turn has begun since, or nothing has been said for a while.
const OVER = `(t.until <= ? or exists (select 1 from turn_index n where n.session = t.session and n.at > t.until))`;

const CURRENT =
  'update turn_index set indexed = changes, at = coalesce(?3, at), until = coalesce(?4, until) where number = ?1 and changes = ?2';

// What takes time, reading and taking apart, is done before others are kept from writing; what changed meanwhile is done again.
function indexTurn(database: Database, now: number): boolean {
  const { db, sql } = database;
  const turn = sql(`
    select t.number, t.changes, t.prompt, t.at, t.until, i.session from turn_index t join session_index i on i.number = t.session
    where t.indexed < t.changes and ${OVER} order by t.number limit 1`).get(now - QUIET_MS);
  if (turn === undefined) return false;
  const { said, at, until } = readTurn(database, [turn['session'], turn['prompt'], turn['at'], turn['until']] as TurnSpan);
  const text = cut(said.join('\n'), TURN);
  const terms = indexTerms(text);
  const number = Number(turn['number']);
  return inTransaction(db, () => {
    if (sql(CURRENT).run(number, turn['changes']!, at, until).changes === 0) return true;
    sql('delete from turn_terms where rowid = ?').run(number);
    if (said.length === 0) sql('delete from turn_index where number = ?').run(number);
    else sql('insert into turn_terms (rowid, body, identifiers) values (?, ?, ?)').run(number, text, terms);
    return true;
  });
}

interface TurnText {
  readonly said: readonly string[];
  /** When its first and its last event were; null where there is none. */
  readonly at: number | null;
  readonly until: number | null;
}

/** Session, prompt, and when its first and its last event were, as far as it is known. */
type TurnSpan = [session: string, prompt: string, at: number, until: number];

// Within its span: a session may have hundreds of turns, and no index tells them apart.
const OF_TURN = `event where session = ? and prompt = ? and at between ? and ? and forgotten = 0 and ${SPEAKS}`;

// From both ends, as far as it is indexed: in the middle of a long turn there may be thousands of events.
function readTurn(database: Database, span: TurnSpan): TurnText {
  const { at, until } = database.sql(`select min(at) as at, max(at) as until from ${OF_TURN}`).get(...span)!;
  const read = (order: string): Iterable<Record<string, unknown>> =>
    database.sql(`select seq, kind, payload from ${OF_TURN} order by ${order}`).iterate(...span);
  const head = readSome(read('at, seq'), TURN.head);
  const tail = readSome(read('at desc, seq desc'), TURN.tail, head.last);
  return { said: [...head.said, ...tail.said.toReversed()], at: at as number | null, until: until as number | null };
}

// What events say, until it is enough or there is the one to stop at.
function readSome(events: Iterable<Record<string, unknown>>, enough: number, stop?: unknown): { said: string[]; last: unknown } {
  const said: string[] = [];
  let length = 0;
  let last: unknown;
  for (const { seq, kind, payload } of events) {
    if (seq === stop) break;
    const passage = toPassage({ kind: kind as Event['kind'], ...JSON.parse(String(payload)) });
    if (passage !== undefined) said.push(passage);
    length += passage?.length ?? 0;
    last = seq;
    if (length >= enough) break;
  }
  return { said, last };
}

function indexSession({ db, sql }: Database, now: number): boolean {
  const found = sql(`
    select i.number, i.changes, i.session, s.started_at from session_index i join session s on s.id = i.session
    where i.indexed < i.changes and s.last_event_at <= ? limit 1`).get(now - QUIET_MS);
  if (found === undefined) return false;
  const session = String(found['session']);
  const said = sql(`
    select json_extract(payload, '$.text') as text from event
    where session = ? and forgotten = 0 and kind in ('prompt', 'assistant_message') order by at, seq`).all(session);
  const made = sql(`select title, files_modified from memory where session = ? and forgotten = 0`).all(session);
  const files = new Set(made.flatMap((row) => JSON.parse(String(row['files_modified'])) as string[]));
  const text = cut(
    [dayInWords(Number(found['started_at'])), ...made.map((row) => row['title']), ...said.map((row) => row['text'] ?? '')].join('\n'),
    SESSION,
  );
  const paths = [...files].join('\n');
  const terms = indexTerms(`${text}\n${paths}`);
  const number = Number(found['number']);
  return inTransaction(db, () => {
    if (sql('update session_index set indexed = changes where number = ? and changes = ?').run(number, found['changes']!).changes === 0)
      return true;
    sql('delete from session_terms where rowid = ?').run(number);
    sql('insert into session_terms (rowid, said, files, identifiers) values (?, ?, ?, ?)').run(number, text, paths, terms);
    return true;
  });
}

// "8 May 2023", for who asks about May.
function dayInWords(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
