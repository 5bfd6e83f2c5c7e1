import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder, and those above it that are missing, for their owner alone. Throws what node:fs throws. It does not use
 * `recursive: true`, which tries for ever where a file system lets nobody make a folder (`/proc`).
 */
export function makePrivateFolder(path: string): void {
  const failure = tryToMake(path);
  if (failure === undefined) return;
  if (failure.code !== 'ENOENT' || dirname(path) === path) throw failure;
  makePrivateFolder(dirname(path));
  const again = tryToMake(path);
  if (again !== undefined) throw again;
}

// Nothing where the folder is there afterwards, whoever made it.
function tryToMake(path: string): NodeJS.ErrnoException | undefined {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!isFolder(path)) return error as NodeJS.ErrnoException;
  }
  return undefined;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
