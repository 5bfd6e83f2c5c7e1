import type { Memory } from '../model/memory.ts';

/** What is being worked on in a project. */
export interface WorkState {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The files that were changed last. */
  readonly files: ReadonlySet<string>;
  /** The ids of the sessions that worked on the same branch. */
  readonly sessions: ReadonlySet<string>;
}

// Measured on the starts of real sessions: see docs/recall.md.
const HALF_LIFE_MS = 30 * 86_400_000;
const SAME_FILE = 1.5;
const SAME_BRANCH = 1.5;

/** How much a memory has to do with what is being worked on: 1 for what was just done, less the older it is, more where it is about the same. */
export function relevance({ createdAt, filesModified, session }: Memory, { now, files, sessions }: WorkState): number {
  return (
    0.5 ** (Math.max(0, now - createdAt) / HALF_LIFE_MS) *
    (filesModified.some((file) => files.has(file)) ? SAME_FILE : 1) *
    (sessions.has(session) ? SAME_BRANCH : 1)
  );
}
