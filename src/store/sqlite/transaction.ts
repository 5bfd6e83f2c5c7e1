import type { DatabaseSync } from 'node:sqlite';

/**
 * Runs `work` as one transaction, with the write lock taken at the start: a reader that turns writer half-way fails at
 * once with SQLITE_BUSY, whatever the busy time-out.
 */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('begin immediate');
  try {
    const result = work();
    db.exec('commit');
    return result;
  } catch (error) {
    // A failed commit (disk full) may have rolled back by itself.
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}
