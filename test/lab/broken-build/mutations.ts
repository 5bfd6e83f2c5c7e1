import type { Cell } from '../cells.ts';

/** One way to break Holdfast, and the cells that ought to notice. */
export interface Mutation {
  readonly name: string;
  /** In which file below `src/` what is replaced by what. Each text is there once. */
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
  readonly cells: (cell: Cell) => boolean;
}

/** What the lab has to catch. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'without the tether',
    edits: [{ file: 'process/tether.ts', from: '    leave(ending);', to: '    void leave;' }],
    cells: ({ process, state }) => process === 'agent' && (state === 'idle' || state === 'working'),
  },
  {
    name: 'without the guard',
    edits: [
      {
        file: 'process/guard.ts',
        from: '  const seconds =',
        to: '  if (deadlineMs > 0) return ["/usr/bin/env", [`HOLDFAST_CHILD=${mark}`, command, ...args]];\n  const seconds =',
      },
    ],
    cells: ({ process, state, failure }) =>
      process === 'model child' && (state === 'idle' || state === 'working') && failure !== 'polite signal',
  },
  {
    name: 'without the lease',
    edits: [
      {
        file: 'store/sqlite/leases.ts',
        from: `or state = 'leased' and (leased_until <= ?2 or leased_until > ?2 + lease_reach)`,
        to: `or state = 'leased'`,
      },
      { file: 'store/sqlite/memories.ts', from: 'if (lease !== undefined && !isHeld(database, lease)) return undefined;', to: '' },
    ],
    cells: ({ process, state, race }) => process === 'model child' && state !== 'working' && race === 'at once',
  },
  {
    name: 'acknowledging before the commit',
    edits: [
      {
        file: 'app/capture/live-session.ts',
        from: '    return agent.writeAnswer(joinAnswers(answer, await take(serving, call)), fields);',
        to: `    const late = call; setTimeout(() => void take(serving, late).catch(() => undefined), 20); return '{}';`,
      },
    ],
    cells: ({ process, failure, state }) => process === 'session process' && failure === 'SIGKILL' && state !== 'starting',
  },
];
