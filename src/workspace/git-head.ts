import { join } from 'node:path';
import { readBounded } from './read-bounded.ts';

const REF = /^refs\/heads\/(?!\.)[^\s~^:?*[\\]{1,250}$/;
const OBJECT = /^[\da-f]{40}(?:[\da-f]{24})?$/;
const PACKED_BYTES = 4 * 1024 * 1024;

/** Where a repository's working tree stands. A detached head has no branch, a fresh repository no commit. */
export interface Head {
  readonly branch?: string;
  readonly commit?: string;
}

/** Reads a working tree's head: `gitFolder` is its own git folder, `commonFolder` the repository's. */
export async function readHead(gitFolder: string, commonFolder: string): Promise<Head> {
  const head = (await readBounded(join(gitFolder, 'HEAD'), 1_024))?.trim() ?? '';
  if (OBJECT.test(head)) return { commit: head };
  const ref = head.startsWith('ref: ') ? head.slice(5).trim() : '';
  if (!REF.test(ref) || ref.split('/').includes('..')) return {};
  const commit = (await readLoose(commonFolder, ref)) ?? (await readPacked(commonFolder, ref));
  return { branch: ref.slice('refs/heads/'.length), ...(commit === undefined ? {} : { commit }) };
}

async function readLoose(folder: string, ref: string): Promise<string | undefined> {
  const object = (await readBounded(join(folder, ref), 1_024))?.trim();
  return object !== undefined && OBJECT.test(object) ? object : undefined;
}

async function readPacked(folder: string, ref: string): Promise<string | undefined> {
  const packed = (await readBounded(join(folder, 'packed-refs'), PACKED_BYTES)) ?? '';
  const at = packed.indexOf(` ${ref}\n`);
  const object = packed.slice(packed.lastIndexOf('\n', at) + 1, Math.max(0, at));
  return OBJECT.test(object) ? object : undefined;
}
