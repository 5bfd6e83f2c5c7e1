import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { HoldfastError } from '../../../model/error.ts';
import { readManifest } from './manifest.ts';

// Hashing is done between the events of this process: a piece takes about a millisecond.
const PIECE = 512 * 1024;

/** The SHA-256 of a file, hexadecimal, with its bytes read a piece at a time. Rejects with what node:fs throws. */
export async function checksum(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: PIECE })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/**
 * Whether a model's files are still what was downloaded. A folder that was not downloaded by Holdfast is taken as it is. Rejects with
 * `embed_failed` and the name of the file that has changed.
 */
export async function verifyModel(folder: string): Promise<void> {
  const manifest = readManifest(folder);
  for (const { path, sha256 } of manifest?.files ?? []) {
    const found = await checksum(join(folder, path)).catch(() => 'none');
    if (found === sha256) continue;
    const name = manifest?.name ?? '';
    throw new HoldfastError(
      'embed_failed',
      `${join(folder, path)} is not what was downloaded. Get it again: holdfast model remove ${name}, then holdfast model add ${name}`,
    );
  }
}
