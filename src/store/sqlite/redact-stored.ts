import type { Redactor } from '../../ports/redactor.ts';
import type { Database } from './database.ts';
import { dropErrors, purgeSteps } from './forget.ts';
import { askFor } from './jobs.ts';
import { forgetTurn, toEvent, toTexts } from './journal.ts';
import { restate } from './memories.ts';
import { fromRow } from './memory-row.ts';
import { outdateTurn, unindexSession } from './record-index.ts';
import { inTransaction } from './transaction.ts';

// Since when: bytes of what was taken out may still stand in the indexes, in the log and in the backup.
const TO_PURGE = 'redacted, to be purged';

/** What there is to look at, by how it is numbered. */
const ALL = { event: 'seq', memory: 'number' } as const;
type Table = keyof typeof ALL;

/** Whether some rules have seen all that is stored. */
export function isRedacted(database: Database, rules: string): boolean {
  const { sql } = database;
  const isSeen = (table: Table): boolean => {
    const last = Number(sql(`select coalesce(max(${ALL[table]}), 0) as last from ${table}`).get()!['last']);
    return last <= readNumber(database, progressOf(table, rules));
  };
  return readNumber(database, progressOf('cursor', rules)) > 0 && isSeen('event') && isSeen('memory');
}

/** One step: see `StoredSecrets`. */
export function redactStored(database: Database, redactor: Redactor, limit: number, now: number): number {
  return (
    redactStates(database, redactor, now) || redactEvents(database, redactor, limit, now) || redactMemories(database, redactor, limit, now)
  );
}

/**
 * The way to take off the disk what was taken out, in small steps; undefined where nothing was, or where what was made of it has not
 * been made anew.
 */
export function purgeRedacted(database: Database, path: string, now: number): Generator<void, void> | undefined {
  const isDue = `kind = 'distill' and (state = 'leased' or state = 'pending' and due_at <= ?)`;
  const latest = readNumber(database, TO_PURGE);
  if (latest === 0 || database.sql(`select 1 from job where ${isDue} limit 1`).get(now) !== undefined) return undefined;
  return purgeUpTo(database, path, latest);
}

// What is taken out meanwhile is left to the next time.
function* purgeUpTo(database: Database, path: string, latest: number): Generator<void, void> {
  yield* purgeSteps(database, path);
  inTransaction(database.db, () => database.sql('delete from housekeeping where name = ? and value = ?').run(TO_PURGE, latest));
}

// Once: what readers remember since was stored by this version, or is gone when they go on.
function redactStates(database: Database, redactor: Redactor, now: number): number {
  const { db, sql } = database;
  const progress = progressOf('cursor', redactor.rules);
  if (readNumber(database, progress) > 0) return 0;
  return inTransaction(db, () => {
    const rows = sql(`select path, state from cursor where state <> ''`).all();
    for (const { path, state } of rows) {
      const redacted = redactor.state(String(state));
      if (redacted === state) continue;
      sql('update cursor set state = ? where path = ?').run(redacted, String(path));
      writeNumber(database, TO_PURGE, now);
    }
    writeNumber(database, progress, 1);
    return rows.length + 1;
  });
}

// Rules are tried before others are kept from writing; what changed meanwhile is looked at again.
function redactEvents(database: Database, redactor: Redactor, limit: number, now: number): number {
  const rows = readNext(database, 'event', redactor, limit);
  const changes = rows.flatMap((row) => {
    const event = toEvent(row);
    const [before, after] = [toTexts(event), toTexts(redactor.event(event))];
    return after.payload === before.payload && after.subagent === before.subagent ? [] : [{ row, event, after }];
  });
  return finishStep(database, 'event', redactor, rows, () =>
    changes.every(({ row, event: { session, prompt, at }, after }) => {
      const update = database.sql('update event set payload = ?, subagent = ? where seq = ? and payload = ? and forgotten = 0');
      if (update.run(after.payload, after.subagent, Number(row['seq']), String(row['payload'])).changes === 0) return false;
      outdateTurn(database, session, prompt, at);
      unindexSession(database, session);
      forgetTurn(database.sql, session, prompt);
      dropErrors(database, session);
      askFor(database, 'distill', session, now, now);
      writeNumber(database, TO_PURGE, now);
      return true;
    }),
  );
}

function redactMemories(database: Database, redactor: Redactor, limit: number, now: number): number {
  const rows = readNext(database, 'memory', redactor, limit);
  const changed = rows.map(fromRow).flatMap((memory) => {
    const redacted = redactor.memory(memory);
    return JSON.stringify(redacted) === JSON.stringify(memory) ? [] : [redacted];
  });
  return finishStep(database, 'memory', redactor, rows, () =>
    changed.every((memory) => {
      if (!restate(database, memory, now)) return false;
      writeNumber(database, TO_PURGE, now);
      return true;
    }),
  );
}

function readNext(database: Database, table: Table, { rules }: Redactor, limit: number): Record<string, unknown>[] {
  const number = ALL[table];
  const seen = readNumber(database, progressOf(table, rules));
  return database.sql(`select * from ${table} where ${number} > ? order by ${number} limit ?`).all(seen, limit);
}

// `write` returns whether nothing was changed by others meanwhile.
function finishStep(
  database: Database,
  table: Table,
  { rules }: Redactor,
  rows: readonly Record<string, unknown>[],
  write: () => boolean,
): number {
  const last = rows.at(-1)?.[ALL[table]];
  if (last === undefined) return 0;
  inTransaction(database.db, () => {
    if (write()) writeNumber(database, progressOf(table, rules), Number(last));
  });
  return rows.length;
}

function progressOf(table: Table | 'cursor', rules: string): string {
  return `${table} redacted by ${rules}`;
}

function readNumber({ sql }: Database, name: string): number {
  return Number(sql('select value from housekeeping where name = ?').get(name)?.['value'] ?? 0);
}

function writeNumber({ sql }: Database, name: string, value: number): void {
  sql('insert into housekeeping (name, value) values (?, ?) on conflict (name) do update set value = excluded.value').run(name, value);
}
