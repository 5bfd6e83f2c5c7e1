import { constants } from 'node:fs';
import { access, readFile, stat, statfs } from 'node:fs/promises';
import type { HomeFacts } from '../ports/workspace.ts';

/** Looks at the folder of the memory and at its log. Never rejects. */
export async function inspectHome(path: string, log: string): Promise<HomeFacts> {
  const found = await stat(path).catch(() => undefined);
  const writable = await access(path, constants.W_OK).then(() => true, () => false);
  const disk = await statfs(path).catch(() => undefined);
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n');
  return {
    path,
    exists: found !== undefined,
    writable,
    open: process.platform !== 'win32' && found !== undefined && (found.mode & 0o077) !== 0,
    freeBytes: disk === undefined ? Number.POSITIVE_INFINITY : disk.bavail * disk.bsize,
    warnings: lines.filter((line) => line.includes(' warn ')).slice(-100),
  };
}
