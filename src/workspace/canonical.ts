import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const LONGEST_PATH = 4_096;

/** A path without links. What is gone, or never was on this machine, is placed below the part of its path that exists. */
export async function canonical(path: string): Promise<string> {
  if (path.length > LONGEST_PATH) return path;
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined || dirname(path) === path) return real ?? path;
  return join(await canonical(dirname(path)), basename(path));
}
