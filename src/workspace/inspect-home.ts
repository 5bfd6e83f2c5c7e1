import { constants } from 'node:fs';
import { access, readFile, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HomeFacts } from '../ports/workspace.ts';

/** Looks at the folder of the memory and at its log. Never rejects. */
export async function inspectHome(path: string, log: string): Promise<HomeFacts> {
  const found = await stat(path).catch(() => undefined);
  const disk = await statfs(path).catch(() => undefined);
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n');
  return {
    path,
    exists: found !== undefined,
    writable: await isWritable(path),
    open: process.platform !== 'win32' && found !== undefined && (found.mode & 0o077) !== 0,
    freeBytes: disk === undefined ? Number.POSITIVE_INFINITY : disk.bavail * disk.bsize,
    warnings: lines.filter((line) => line.includes(' warn ')).slice(-100),
  };
}

// A folder that is not there yet can be written where it can be made. The slash keeps a file from passing for a folder.
async function isWritable(path: string): Promise<boolean> {
  try {
    await access(`${path}/`, constants.W_OK);
    return true;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing && dirname(path) !== path && isWritable(dirname(path));
  }
}
