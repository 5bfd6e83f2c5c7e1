import { constants, type StatsFs } from 'node:fs';
import { access, readdir, readFile, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { HomeFacts } from '../ports/workspace.ts';
import { nameNetworkDisk } from './network-disk.ts';

/** Looks at the folder of the memory and at its log. Never rejects. */
export async function inspectHome(path: string, log: string): Promise<HomeFacts> {
  const found = await stat(path).catch(() => undefined);
  const disk = await findDisk(path);
  const network = disk && nameNetworkDisk(resolve(path), disk.type, process.platform);
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n');
  return {
    path,
    exists: found !== undefined,
    writable: await isWritable(path),
    open: process.platform !== 'win32' && found !== undefined && (found.mode & 0o077) !== 0,
    freeBytes: disk === undefined ? Number.POSITIVE_INFINITY : disk.bavail * disk.bsize,
    ...(network === undefined ? {} : { network }),
    setAside: await measureSetAside(path),
    warnings: lines.filter((line) => line.includes(' warn ')).slice(-100),
  };
}

// The disk of a folder that is not there yet is that of the folder it will be made in.
async function findDisk(path: string): Promise<StatsFs | undefined> {
  try {
    return await statfs(path);
  } catch (error) {
    return isMissing(error) && dirname(path) !== path ? findDisk(dirname(path)) : undefined;
  }
}

async function measureSetAside(folder: string): Promise<HomeFacts['setAside']> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.includes('.damaged-'));
  let bytes = 0;
  for (const name of names) bytes += (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0;
  return { count: names.filter((name) => !/-(wal|shm)$/.test(name)).length, bytes };
}

// A folder that is not there yet can be written where it can be made. The slash keeps a file from passing for a folder.
async function isWritable(path: string): Promise<boolean> {
  try {
    await access(`${path}/`, constants.W_OK);
    return true;
  } catch (error) {
    return isMissing(error) && dirname(path) !== path && isWritable(dirname(path));
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
