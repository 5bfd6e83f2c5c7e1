import { existsSync, renameSync } from 'node:fs';

/** Renames a database with its companions, e.g. to `holdfast.db.damaged-2026-11-22T18-03-59`. Nothing is deleted. Returns the new path. */
export function setAside(path: string, now: Date): string | undefined {
  if (!existsSync(path)) return undefined;
  const target = `${path}.damaged-${now.toISOString().slice(0, 19).replaceAll(':', '-')}`;
  for (const companion of ['-wal', '-shm', '']) {
    if (existsSync(path + companion)) renameSync(path + companion, target + companion);
  }
  return target;
}
