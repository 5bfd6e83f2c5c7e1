import { indexTerms } from '../../index/terms.ts';
import { SPEAKING, toPassage } from '../../index/passage.ts';
import type { Event } from '../../model/event.ts';
import { type Bound, cut } from '../../model/limits.ts';
import { QUIET_MS } from '../../ports/store.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';

const PROGRESS = 'record indexed up to';
// In UTF-16 units. How something began and how it ended say most about it; what lies between is not even read.
const BOUNDS = { turn: { head: 12_000, tail: 6_000 }, session: { head: 60_000, tail: 40_000 } } as const;
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
  const text = cut(said.join('\n'), BOUNDS.turn);
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

function readTurn(database: Database, span: TurnSpan): TurnText {
  const { at, until } = database.sql(`select min(at) as at, max(at) as until from ${OF_TURN}`).get(...span)!;
  const said = readEnds((order) => {
    const events = database.sql(`select seq, kind, payload from ${OF_TURN} order by at ${order}, seq ${order}`);
    return passages(events.iterate(...span));
  }, BOUNDS.turn);
  return { said, at: at as number | null, until: until as number | null };
}

/** A piece of a text, and what tells it from all others. */
type Piece = readonly [place: number, words: string | undefined];

function* passages(events: Iterable<Record<string, unknown>>): Generator<Piece> {
  for (const { seq, kind, payload } of events)
    yield [Number(seq), toPassage({ kind: kind as Event['kind'], ...JSON.parse(String(payload)) })];
}

// From both ends, as far as it is indexed: in the middle there may be thousands of events.
function readEnds(read: (order: 'asc' | 'desc') => Iterable<Piece>, { head, tail }: Bound): readonly string[] {
  const start = readSome(read('asc'), head);
  const end = readSome(read('desc'), tail, start.last);
  return [...start.said, ...end.said.toReversed()];
}

// Until it is enough or there is the piece to stop at.
function readSome(pieces: Iterable<Piece>, enough: number, stop?: number): { said: string[]; last: number | undefined } {
  const said: string[] = [];
  let length = 0;
  let last: number | undefined;
  for (const [place, words] of pieces) {
    if (place === stop) break;
    if (words !== undefined) said.push(words);
    length += words?.length ?? 0;
    last = place;
    if (length >= enough) break;
  }
  return { said, last };
}

function indexSession(database: Database, now: number): boolean {
  const { db, sql } = database;
  const found = sql(`
    select i.number, i.changes, i.session, s.started_at from session_index i join session s on s.id = i.session
    where i.indexed < i.changes and s.last_event_at <= ? limit 1`).get(now - QUIET_MS);
  if (found === undefined) return false;
  const session = String(found['session']);
  const { titles, files } = readMade(database, session);
  const lead = [dayInWords(Number(found['started_at'])), ...titles];
  const text = cut(readEnds((order) => sessionPieces(database, session, lead, order), BOUNDS.session).join('\n'), BOUNDS.session);
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

// What its memories are called, and the files they changed.
function readMade({ sql }: Database, session: string): { readonly titles: readonly string[]; readonly files: ReadonlySet<string> } {
  const titles: string[] = [];
  const files = new Set<string>();
  for (const row of sql('select title, files_modified from memory where session = ? and forgotten = 0').iterate(session)) {
    titles.push(String(row['title']));
    for (const file of JSON.parse(String(row['files_modified'])) as string[]) files.add(file);
  }
  return { titles, files };
}

// First what leads, then what was said. Places of events are above zero.
function* sessionPieces({ sql }: Database, session: string, lead: readonly string[], order: 'asc' | 'desc'): Generator<Piece> {
  const leading = lead.map((words, i): Piece => [-i, words]);
  if (order === 'asc') yield* leading;
  const said = sql(`
    select seq, json_extract(payload, '$.text') as text from event
    where session = ? and forgotten = 0 and kind in ('prompt', 'assistant_message') order by at ${order}, seq ${order}`);
  for (const { seq, text } of said.iterate(session)) yield [Number(seq), String(text ?? '')];
  if (order === 'desc') yield* leading.toReversed();
}

// "8 May 2023", for who asks about May.
function dayInWords(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
