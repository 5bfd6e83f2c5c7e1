import type { Files } from '../../ports/workspace.ts';

/** How much of a transcript is read at once, in bytes. */
export interface ReadLimits {
  /** A slice this long is read, parsed and committed in a few milliseconds: what a hook may have to wait. */
  readonly slice: number;
  /** A line longer than this is no conversation; it is stepped over. */
  readonly longestLine: number;
}

export const READ_LIMITS: ReadLimits = { slice: 128 * 1024, longestLine: 16 * 1024 * 1024 };

/** A run of whole lines and where the next one starts. */
export interface Lines {
  readonly lines: readonly string[];
  readonly end: number;
}

/** The next whole lines from `offset` on, about a slice of them, at least one. `undefined`: the file holds no whole line beyond. */
export async function readLines(files: Files, path: string, offset: number, limits: ReadLimits): Promise<Lines | undefined> {
  for (let length = limits.slice; ; length = Math.min(length * 4, limits.longestLine)) {
    const bytes = await files.read(path, offset, length);
    const newline = bytes.lastIndexOf(10);
    if (newline >= 0) return { lines: toLines(bytes.subarray(0, newline)), end: offset + newline + 1 };
    if (bytes.length < length) return undefined;
    if (length >= limits.longestLine) return stepOver(files, path, offset + length, limits);
  }
}

/** What follows the last whole line: lines whose end was never written. */
export async function readTornLine(files: Files, path: string, offset: number, limits: ReadLimits): Promise<readonly string[]> {
  return toLines(await files.read(path, offset, limits.longestLine));
}

function toLines(bytes: Uint8Array): readonly string[] {
  return new TextDecoder()
    .decode(bytes)
    .split('\n')
    .filter((line) => line.trim() !== '');
}

async function stepOver(files: Files, path: string, from: number, limits: ReadLimits): Promise<Lines | undefined> {
  for (let at = from; ;) {
    const bytes = await files.read(path, at, limits.longestLine);
    const newline = bytes.indexOf(10);
    if (newline >= 0) return { lines: [], end: at + newline + 1 };
    if (bytes.length === 0) return undefined;
    at += bytes.length;
  }
}
