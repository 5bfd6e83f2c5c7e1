import { type Cell, CELLS, FAILURES, PROCESSES } from '../cells.ts';
import { THOROUGH } from '../form.ts';

/**
 * The cells that are played again under a constraint: each kind of process hit by each failure while it works, which is when
 * memory, threads and time are used; alone, for the race is what the other cells are about. In the quick form each kind is hit
 * once, by another failure in each `turn`; model children, which take seconds, in the last turn only.
 */
export function pickCells(turn: number): readonly Cell[] {
  const working = CELLS.filter(({ state, race }) => state === 'working' && race === 'alone');
  if (THOROUGH) return working;
  return working.filter(({ process, failure }) => {
    const next = FAILURES[(PROCESSES.indexOf(process) + turn) % FAILURES.length];
    return failure === next && (process !== 'model child' || turn === FAILURES.length - 1);
  });
}
