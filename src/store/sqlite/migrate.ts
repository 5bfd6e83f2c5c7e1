import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HoldfastError } from '../../model/error.ts';
import { inTransaction } from './transaction.ts';

/** Migration files in order; the schema's version is how many of them were applied. */
export const MIGRATIONS: readonly string[] = [
  '0001-start.sql',
  '0002-leases.sql',
  '0003-record.sql',
  '0004-vectors.sql',
  '0005-vocabulary.sql',
  '0006-turns.sql',
  '0007-prompts.sql',
  '0008-model-calls.sql',
  '0009-imported.sql',
];

/**
 * Brings the schema up to date: under one write lock, after a backup where there was data before.
 * Throws `store_newer` for a database of a later version, which is left alone.
 */
export function migrate(db: DatabaseSync, path: string, files: readonly string[] = MIGRATIONS): void {
  if (refuseNewer(db, files.length) === files.length) return;
  inTransaction(db, () => {
    // Another process may have migrated while this one waited for the lock.
    const version = refuseNewer(db, files.length);
    if (version === files.length) return;
    if (version > 0) backUp(path);
    for (const file of files.slice(version)) db.exec(readMigration(file));
    db.exec(`pragma user_version = ${files.length}`);
  });
}

/** Where the database is kept as it was before the last migration. */
export function backupPath(path: string): string {
  return `${path}.backup`;
}

/** Returns the version of the schema. Throws `store_newer` where it is not `known` yet. */
export function refuseNewer(db: DatabaseSync, known: number = MIGRATIONS.length): number {
  const version = schemaVersion(db);
  if (version <= known) return version;
  throw new HoldfastError(
    'store_newer',
    `The database has schema ${version}; this Holdfast knows ${known}. Update Holdfast (npm i -g holdfast, or update the plugin). Nothing was changed.`,
  );
}

/** How many migrations the database has seen. */
export function schemaVersion(db: DatabaseSync): number {
  return Number(db.prepare('pragma user_version').get()!['user_version']);
}

// Replaces the backup before. Another connection, for this one holds the lock: nobody else can write or migrate between the
// copy and the change.
function backUp(path: string): void {
  const unfinished = `${backupPath(path)}-${process.pid}`;
  removeUnfinished(path);
  try {
    writeFileSync(unfinished, '', { mode: 0o600, flag: 'wx' });
    const reader = new DatabaseSync(path, { readOnly: true });
    try {
      reader.prepare('vacuum into ?').run(unfinished);
    } finally {
      reader.close();
    }
    renameSync(unfinished, backupPath(path));
  } finally {
    removeUnfinished(path);
  }
}

// Also what a process left that was killed at it. Only who holds the write lock makes a copy, so none of them is in use.
function removeUnfinished(path: string): void {
  const start = `${basename(backupPath(path))}-`;
  for (const name of readdirSync(dirname(path))) if (name.startsWith(start)) rmSync(join(dirname(path), name), { force: true });
}

// The build copies the folder beside the bundle, so the same relative address works from source and when bundled.
function readMigration(file: string): string {
  return readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8');
}
