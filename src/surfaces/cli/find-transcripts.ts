import { glob, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { HoldfastError } from '../../model/error.ts';
import { currentFolder } from './current-folder.ts';

/** The files named, and the `.jsonl` files below the folders named, in order. Throws `not_found`, and `unsupported` for pipes and devices. */
export async function findTranscripts(paths: readonly string[]): Promise<readonly string[]> {
  const here = currentFolder();
  const found: string[] = [];
  for (const path of paths.map((given) => resolve(here, given))) {
    const kind = await findKind(path);
    if (kind === 'nothing') throw new HoldfastError('not_found', `There is no ${path}.`);
    if (kind === 'other') throw new HoldfastError('unsupported', `${path} is neither a file nor a folder.`);
    if (kind === 'file') found.push(path);
    else for await (const name of glob('**/*.jsonl', { cwd: path })) found.push(join(path, name));
  }
  const kinds = await Promise.all(found.map(findKind));
  return found.filter((_, index) => kinds[index] === 'file').toSorted();
}

async function findKind(path: string): Promise<'file' | 'folder' | 'other' | 'nothing'> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 'nothing';
  if (found.isFile()) return 'file';
  return found.isDirectory() ? 'folder' : 'other';
}
