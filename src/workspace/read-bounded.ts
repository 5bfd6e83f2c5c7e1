import { constants, lstatSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';

/** The first `limit` bytes of a file as text; undefined where there is no such file or it cannot be read. */
export async function readBounded(path: string, limit: number): Promise<string | undefined> {
  try {
    // To open a pipe would wait for somebody to write to it.
    if (!(await stat(path)).isFile()) return undefined;
    await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const buffer = Buffer.alloc(Math.min(limit, (await file.stat()).size));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return undefined;
  }
}

/** Whether a path is a folder, as far as can be seen. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * Whether there is something of this path, or may be: a folder that may not be looked into may hold it. Not asynchronous: for the
 * ten folders above another that there may be, this takes less time than to wait once.
 */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // Most that cannot be looked into are not there.
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}
