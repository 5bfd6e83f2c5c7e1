import type { Files } from '../../ports/workspace.ts';
import { readLines } from './read-lines.ts';

const SLICE = { slice: 1024 * 1024, longestLine: 16 * 1024 * 1024 };
// Of `private`, in any case that somebody types it in.
const MARKS = ['rivate', 'RIVATE'];

/**
 * Calls back for each whole line from `offset` on that may hold a private span, and resolves to the offset it got to. Bytes are
 * looked through before anything is decoded: a long transcript costs little more than to read it.
 */
export async function readMarked(files: Files, path: string, offset: number, found: (line: string) => void): Promise<number> {
  let at = offset;
  for (;;) {
    const { buffer, byteOffset, byteLength } = await files.read(path, at, SLICE.slice);
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    if (bytes.length === 0) return at;
    const end = bytes.lastIndexOf(10) + 1;
    if (end > 0 && !MARKS.some((mark) => bytes.subarray(0, end).includes(mark))) {
      at += end;
      continue;
    }
    const read = await readLines(files, path, at, SLICE);
    if (read === undefined) return at;
    for (const line of read.lines) if (/private/i.test(line)) found(line);
    at = read.end;
  }
}
