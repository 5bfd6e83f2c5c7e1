import { readFiles } from '../../src/distill/evidence/files.ts';
import type { Memory } from '../../src/model/memory.ts';
import { fileAffinity } from '../../src/recall/file-affinity.ts';
import type { Moment } from './replay.ts';

const SHORTEST_ERROR = 20;

/** What happens in a session after a prompt. */
export interface After {
  /** Files that are changed. */
  readonly changed: readonly string[];
  /** Whether a memory was of use: files that it changed are read or changed, or an error that it tells is met. */
  isUsed(memory: Memory): boolean;
}

/** What happens in the next `calls` tool calls of a session. */
export function readAfter({ session, later }: Moment, calls: number): After {
  const soon = later.filter(({ call }) => call !== undefined).slice(0, calls);
  const { read, modified } = readFiles(soon, session.cwd);
  const touched = [...read, ...modified];
  const lines = soon.flatMap(({ call }) => (call!.failed ? call!.output.split('\n').map((line) => line.trim()) : []));
  const errors = lines.filter(({ length }) => length >= SHORTEST_ERROR);
  return {
    changed: modified,
    isUsed(memory) {
      const text = [memory.narrative, ...memory.facts].join('\n');
      return fileAffinity({ ...memory, filesRead: [] }, touched) !== 'none' || errors.some((line) => text.includes(line));
    },
  };
}
