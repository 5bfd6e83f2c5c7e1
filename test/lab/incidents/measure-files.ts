import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The sizes of what a memory keeps on disk, in bytes. */
export interface FileSizes {
  readonly database: number;
  readonly wal: number;
  /** Both files of it. */
  readonly log: number;
  readonly spool: number;
}

/** Measures the files of a memory's folder; those that are not there have no size. */
export function measureFiles(memory: string): FileSizes {
  const size = (name: string): number => statSync(join(memory, name), { throwIfNoEntry: false })?.size ?? 0;
  const spool = list(join(memory, 'spool')).map((name) => size(join('spool', name)));
  return {
    database: size('holdfast.db'),
    wal: size('holdfast.db-wal'),
    log: size('holdfast.log') + size('holdfast.log.1'),
    spool: spool.reduce((sum, bytes) => sum + bytes, 0),
  };
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
