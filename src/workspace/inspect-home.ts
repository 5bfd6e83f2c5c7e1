import { constants, type StatsFs } from 'node:fs';
import { access, lstat, readdir, readFile, stat, statfs } from 'node:fs/promises';
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
    exposed: found === undefined ? [] : await findExposed(path),
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

// Those that Holdfast writes to, and those that tell it what to do or are code that it loads.
const ENTRIES = /^(holdfast\..*|config\.json|model-key\..*|spool|off|models|modes|packages)$/;
// Read, never written: users keep it with their other settings.
const MAY_BE_LINKS = /^(config\.json|model-key\..*|modes|packages)$/;

async function findExposed(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => ENTRIES.test(name)).toSorted();
  const told = await Promise.all(names.map(async (name) => [name, await describeExposure(join(folder, name), name)] as const));
  return told.filter(([, why]) => why !== undefined).map(([name, why]) => `${name} (${why})`);
}

async function describeExposure(path: string, name: string): Promise<string | undefined> {
  const link = (await lstat(path).catch(() => undefined))?.isSymbolicLink() ?? false;
  if (link && !MAY_BE_LINKS.test(name)) return 'a symbolic link';
  const found = await stat(path).catch(() => undefined);
  const me = process.geteuid?.();
  if (found === undefined || me === undefined) return undefined;
  // Root in a container works in the folder of whoever started it.
  if (me !== 0 && found.uid !== me && found.uid !== 0) return 'another user’s';
  return (found.mode & 0o022) === 0 ? undefined : 'others can change it';
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
