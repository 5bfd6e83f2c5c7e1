import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Database } from './database.ts';
import { INDEXES, mergeSegments } from './merge-segments.ts';
import { backupPath } from './migrate.ts';
import { unindexMemory } from './search.ts';
import { inTransaction } from './transaction.ts';
import { dropVectors } from './vectors.ts';
import { emptyLog } from './write-ahead-log.ts';

/**
 * Wipes memories and what their evidence said; their rows stay as tombstones. What else was made of that evidence is
 * dropped, to be made anew without it. Returns how many memories were wiped.
 */
export function forget(database: Database, ids: readonly string[], now: number): number {
  const find = database.sql('select number, session, turn, evidence from memory where id = ? and forgotten = 0');
  return inTransaction(database.db, () => {
    let wiped = 0;
    for (const id of ids) {
      const row = find.get(id);
      if (row === undefined) continue;
      const from: Wiped = { session: String(row['session']), turn: String(row['turn']), evidence: String(row['evidence']) };
      wipeMemory(database, Number(row['number']), now);
      wipeEvents(database, from);
      dropDerived(database, from);
      wiped += 1;
    }
    return wiped;
  });
}

/** Whether any of these events was forgotten. */
export function areForgotten({ sql }: Database, events: readonly string[]): boolean {
  const find = sql('select 1 from event where forgotten = 1 and id in (select value from json_each(?)) limit 1');
  return find.get(JSON.stringify(events)) !== undefined;
}

/**
 * Takes the bytes of what was deleted out of the files: the index keeps the words of a deleted row until its segments
 * are merged, the write-ahead log and the backup keep whole pages. Small steps, between which others get their turn.
 * What another process prevents is left to the next time.
 */
export async function purge(database: Database, path: string): Promise<void> {
  rmSync(backupPath(path), { force: true });
  try {
    // Twice: a merge that was under way goes on with what it has copied already, and only the next one leaves that out.
    for (const index of [...INDEXES, ...INDEXES])
      for (let all = true; mergeSegments(database, index, all); all = false) await setImmediate();
    emptyLog(database.db);
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error)) throw error;
  }
}

/** Where a wiped memory came from; `evidence` is JSON. */
interface Wiped {
  readonly session: string;
  readonly turn: string;
  readonly evidence: string;
}

function wipeMemory(database: Database, number: number, now: number): void {
  database
    .sql(`
    update memory set title = '', subtitle = '', narrative = '', facts = '[]', concepts = '[]', files_read = '[]', files_modified = '[]',
      content = '{}', evidence = '[]', tokens = 0, forgotten = 1, updated_at = ?
    where number = ?`)
    .run(now, number);
  unindexMemory(database, number);
  dropVectors(database, number);
}

// What a transcript's reader remembers may hold an event, too: without its cursor the transcript is read anew. An error may
// quote what it was made at.
function wipeEvents({ sql }: Database, { session, evidence }: Wiped): void {
  if (session !== '') {
    sql(`update job set error = null where instr(key, ?) > 0`).run(session);
    sql(`update breaker set error = '' where instr(about, ?) > 0`).run(session);
  }
  sql(`update event set payload = '{}', forgotten = 1 where id in (select value from json_each(?))`).run(evidence);
  sql('delete from cursor where session = ? and exists (select 1 from json_each(?) where instr(cursor.state, value) > 0)').run(
    session,
    evidence,
  );
}

// A model was shown all of the turn, perhaps with others of the session, so its words may be from any of them.
function dropDerived(database: Database, { session, turn, evidence }: Wiped): void {
  const dropped = database
    .sql(`
    delete from memory
    where session = ?1 and forgotten = 0 and distilled_by <> 'user' and slot not like 'by-hand-%'
      and (turn = '*' or distilled_by like 'model:%' or exists (select 1 from json_each(memory.evidence) where value in (select value from json_each(?2))))
    returning number, turn`)
    .all(session, evidence);
  const forgetTurn = database.sql('delete from turn where session = ? and prompt = ?');
  forgetTurn.run(session, turn);
  for (const row of dropped) {
    unindexMemory(database, Number(row['number']));
    dropVectors(database, Number(row['number']));
    forgetTurn.run(session, String(row['turn']));
  }
}
