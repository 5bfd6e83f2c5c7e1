import { findMarked } from './mark.ts';

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
