import { findMarked } from './mark.ts';

/** So often the processes with a mark are looked for until none is left. */
export const MOST_PASSES = 50;

/** Kills the processes with a mark, each in the moment it is seen to have it. Returns how many there were. */
export function killMarked(mark: string): number {
  let killed = 0;
  for (const pid of findMarked(mark)) {
    killed += 1;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
  return killed;
}

/**
 * The same until none is left: one that was looked past may have been starting another. Not for ever: the kernel may not let
 * go of one.
 */
export function killAllMarked(mark: string): void {
  for (let passes = 0; passes < MOST_PASSES && killMarked(mark) > 0;) passes += 1;
}
