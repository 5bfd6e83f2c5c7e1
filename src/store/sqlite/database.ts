import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { keepPrivate } from '../private-file.ts';
import { closeContents, makePrivateFolder } from '../private-folder.ts';
import { explainSqliteError } from './sqlite-error.ts';
import { migrate, refuseNewer } from './migrate.ts';

/** How a database is opened. */
export interface DatabaseOptions {
  readonly path: string;
  /** How long a write waits for another process's. It blocks this process meanwhile. */
  readonly busyTimeoutMs: number;
}

/** An open database with its prepared statements. */
export interface Database {
  readonly db: DatabaseSync;
  /** Prepares a statement once. */
  sql(text: string): StatementSync;
}

/**
 * Opens the database, made with owner-only permissions and brought up to date. It is no symbolic link, and nobody else's.
 * Throws `HoldfastError`: `store_corrupt`, `store_newer`, `store_busy`, `store_full`, `store_read_only`, `store_unavailable`.
 */
export function openDatabase({ path, busyTimeoutMs }: DatabaseOptions): Database {
  try {
    createPrivately(path);
    const db = new DatabaseSync(path, { timeout: busyTimeoutMs });
    try {
      refuseNewer(db);
      useWal(db, busyTimeoutMs);
      db.exec(SETTINGS);
      migrate(db, path);
    } catch (error) {
      db.close();
      throw error;
    }
    return withStatements(db);
  } catch (error) {
    throw explainSqliteError(error);
  }
}

// secure_delete: what is forgotten or distilled anew must not stay in free pages. It costs an event nothing, a memory a tenth.
const SETTINGS = `
  pragma synchronous = normal; pragma cache_size = -500; pragma journal_size_limit = 4194304; pragma foreign_keys = on; pragma secure_delete = on`;

function createPrivately(path: string): void {
  if (path === ':memory:') return;
  const folder = dirname(path);
  makePrivateFolder(folder);
  if (!keepPrivate(path)) create(path);
  // SQLite makes them with the rights of the database, and does not say what is wrong with a link.
  for (const companion of ['-wal', '-shm']) keepPrivate(path + companion);
  closeContents(folder);
}

function create(path: string): void {
  try {
    closeSync(openSync(path, 'ax', 0o600));
  } catch (error) {
    // Another process may have been quicker.
    if (!keepPrivate(path)) throw error;
  }
}

// The switch to WAL needs the file alone and ignores the busy time-out, so many first starts at once must try again.
function useWal(db: DatabaseSync, patienceMs: number): void {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      db.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      const busy = error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
      if (!busy || Date.now() > giveUpAt) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function withStatements(db: DatabaseSync): Database {
  const statements = new Map<string, StatementSync>();
  return {
    db,
    sql(text) {
      const known = statements.get(text);
      if (known !== undefined) return known;
      const statement = db.prepare(text);
      statements.set(text, statement);
      return statement;
    },
  };
}
