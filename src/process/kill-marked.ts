import { findMarked } from './mark.ts';

/** Kills the processes with a mark. Returns how many there were. */
export function killMarked(mark: string): number {
  const marked = findMarked(mark);
  for (const pid of marked) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
  return marked.length;
}
