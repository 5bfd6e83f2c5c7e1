import { setTimeout } from 'node:timers/promises';
import type { Processes } from '../ports/processes.ts';
import { findIdentified, isInSight } from './identity.ts';
import { killMarked } from './kill-marked.ts';
import { killTree } from './kill-tree.ts';

// A killed process is gone in milliseconds, unless the kernel holds it.
const PATIENCE_MS = 1000;

/** The processes of this machine, as far as its system tells. */
export const processes: Processes = {
  hasEnded: async (identity) => isInSight(identity) && findIdentified(identity) === undefined,
  async endChild(mark, identity) {
    const until = performance.now() + PATIENCE_MS;
    while (kill(mark, identity)) {
      if (performance.now() > until) return false;
      await setTimeout(10);
    }
    return true;
  },
};

// Looks and kills in one go: an id must not become another's in between. False: nothing was left.
function kill(mark: string, identity: string | undefined): boolean {
  const leader = identity === undefined ? undefined : findIdentified(identity);
  if (leader !== undefined) killTree(leader, 'SIGKILL');
  return killMarked(mark) > 0 || leader !== undefined;
}
