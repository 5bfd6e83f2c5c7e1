import { glob, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { HoldfastError } from '../../model/error.ts';

/** The files named, and the `.jsonl` files below the folders named, in order. Throws `not_found`. */
export async function findTranscripts(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths.map((given) => resolve(given))) {
    const kind = await stat(path).catch(() => undefined);
    if (kind === undefined) throw new HoldfastError('not_found', `There is no ${path}.`);
    if (!kind.isDirectory()) found.push(path);
    else for await (const name of glob('**/*.jsonl', { cwd: path })) found.push(join(path, name));
  }
  return found.toSorted();
}
