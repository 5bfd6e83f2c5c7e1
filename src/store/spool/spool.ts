import { constants, lstatSync } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Spool, Spooled } from '../../ports/spool.ts';
import { isAlive } from '../../process/is-alive.ts';
import { attempt } from '../attempt.ts';
import { appendPrivately } from '../private-file.ts';
import { makePrivateSubfolder } from '../private-folder.ts';

// Together with the transcripts this is ample; without a bound a database that stays broken would fill the disk.
const MAX_BYTES = 64 * 1024 * 1024;
// A living process that wrote this recently may be writing still.
const REST_MS = 60_000;
// Windows has none.
const { O_RDONLY, O_NOFOLLOW = 0 } = constants;

/**
 * A spool of JSON lines in `folder`. A file is written to by one process, and by that one until it drains the spool:
 * what comes later is in a later file.
 */
export function openSpool(folder: string, maxBytes: number = MAX_BYTES): Spool {
  let own: string | undefined;
  let begun = 0;
  let draining: Promise<number> = Promise.resolve(0);
  return {
    async put(entry) {
      try {
        makePrivateSubfolder(folder);
        if ((await sizeOf(folder)).bytes >= maxBytes) return false;
        own ??= join(folder, `${(begun = Math.max(Date.now(), begun + 1))}-${process.pid}.jsonl`);
        // The newline stands in front, so that it also ends a line that a full disk tore.
        appendPrivately(own, `\n${JSON.stringify(entry)}`);
        return true;
      } catch {
        return false;
      }
    },
    drain(store) {
      own = undefined;
      draining = draining.catch(() => 0).then(() => drainFolder(folder, store));
      return draining;
    },
    size: () => sizeOf(folder),
  };
}

async function drainFolder(folder: string, store: (entry: Spooled) => Promise<void>): Promise<number> {
  let stored = 0;
  for (const file of await listFiles(folder)) stored += await drainFile(join(folder, file), store);
  return stored;
}

// Renaming claims a file: of several processes that drain at once, one gets it. It is removed when all of it is stored;
// until then a part of it may be stored twice, which the ids of the events make harmless.
async function drainFile(path: string, store: (entry: Spooled) => Promise<void>): Promise<number> {
  const claimed = `${path.replace(CLAIM, '')}.claimed-${process.pid}-${crypto.randomUUID()}`;
  if (
    (await isInUse(path)) ||
    !(await rename(path, claimed).then(
      () => true,
      () => false,
    ))
  )
    return 0;
  let stored = 0;
  for await (const line of (await open(claimed, O_RDONLY | O_NOFOLLOW)).readLines()) {
    const entry = parse(line);
    if (entry === undefined) continue;
    await store(entry);
    stored += 1;
  }
  await rm(claimed);
  return stored;
}

const CLAIM = /\.claimed-(\d+)-[\da-f-]+$/;

async function isInUse(path: string): Promise<boolean> {
  const owner = Number((CLAIM.exec(path) ?? /-(\d+)\.jsonl$/.exec(path))?.[1]);
  if (owner === process.pid || !(owner > 0) || !isAlive(owner)) return false;
  const changedAt = (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
  return Date.now() - changedAt < REST_MS;
}

// A line torn by a kill or a full disk is in the transcript as well.
function parse(line: string): Spooled | undefined {
  try {
    const entry = JSON.parse(line) as Spooled | null;
    return typeof entry?.agent === 'string' && Array.isArray(entry.call?.events) ? entry : undefined;
  } catch {
    return undefined;
  }
}

async function listFiles(folder: string): Promise<string[]> {
  if (!isPrivate(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && entry.name.includes('.jsonl'));
  return files.map(({ name }) => name).toSorted();
}

// What another user laid there would be stored as if an agent had told it.
function isPrivate(folder: string): boolean {
  if (attempt(() => lstatSync(folder)) === undefined) return false;
  return attempt(() => (makePrivateSubfolder(folder), true)) ?? false;
}

async function sizeOf(folder: string): Promise<{ files: number; bytes: number }> {
  const files = await listFiles(folder);
  let bytes = 0;
  for (const file of files) bytes += (await stat(join(folder, file)).catch(() => undefined))?.size ?? 0;
  return { files: files.length, bytes };
}
