import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

const LARGEST = 16 * 1024 * 1024;
const STEP = 1024 * 1024;
const PATIENCE_MS = 100;

/** Writes the write-ahead log into the database and cuts it to nothing. What others prevent is left to the next time. */
export function emptyLog(db: DatabaseSync): void {
  try {
    db.exec('pragma wal_checkpoint(truncate)');
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error)) throw error;
  }
}

/**
 * What to call after a write, so that the write-ahead log stays bounded. SQLite itself begins it anew only in a moment when
 * nobody has written since it was last copied back: three processes that write all the time let it grow without end.
 */
export function createLogBound(db: DatabaseSync, path: string): () => void {
  let bound = LARGEST;
  return () => {
    const size = sizeOfLog(path);
    if (size < bound) return;
    const { timeout } = db.prepare('pragma busy_timeout').get()!;
    db.exec(`pragma busy_timeout = ${PATIENCE_MS}`);
    emptyLog(db);
    db.exec(`pragma busy_timeout = ${Number(timeout)}`);
    // It fails while another process copies it back, and where somebody reads on and on: then not every write shall wait.
    bound = Math.max(LARGEST, sizeOfLog(path) + STEP);
  };
}

function sizeOfLog(path: string): number {
  return statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}
