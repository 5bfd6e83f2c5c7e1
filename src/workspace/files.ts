import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '../ports/workspace.ts';

/** Transcripts on this machine's disk. What cannot be read is as if it were not there. */
export const files: Files = {
  async stat(path) {
    const found = await stat(path).catch(() => undefined);
    return found?.isFile() ? { size: found.size, modifiedAt: found.mtimeMs } : undefined;
  },
  async read(path, offset, length) {
    // To open a pipe would wait for somebody to write to it.
    const found = await files.stat(path);
    const file = found === undefined ? undefined : await open(path, 'r').catch(() => undefined);
    if (found === undefined || file === undefined) return new Uint8Array();
    try {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, found.size - offset)));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  },
  async list(folder) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(folder, entry.name))
      .toSorted();
  },
};
