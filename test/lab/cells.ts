/** What may leak: every kind of process that takes part. */
export const PROCESSES = ['agent', 'hook', 'session process', 'model child', 'foreground command'] as const;
/** Where in its life it is hit. */
export const STATES = ['starting', 'idle', 'working', 'ending'] as const;
/** What hits it. A hang: it is stopped, or it ignores everything. */
export const FAILURES = ['polite signal', 'SIGKILL', 'hang'] as const;
/** How many at the same moment. */
export const RACES = ['alone', 'at once'] as const;

/** One scenario of the lab. */
export interface Cell {
  readonly process: (typeof PROCESSES)[number];
  readonly state: (typeof STATES)[number];
  readonly failure: (typeof FAILURES)[number];
  readonly race: (typeof RACES)[number];
}

/** All 120. */
export const CELLS: readonly Cell[] = PROCESSES.flatMap((process) =>
  STATES.flatMap((state) => FAILURES.flatMap((failure) => RACES.map((race) => ({ process, state, failure, race })))),
);

/** What a cell is called, in test names and in the table. */
export function nameCell({ process, state, failure, race }: Cell): string {
  return `${process}, ${state}: ${failure}, ${race}`;
}
