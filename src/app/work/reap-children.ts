import type { ChildRecord } from '../../ports/jobs.ts';
import type { Ports } from '../ports.ts';

/** How long the lease of a request to a model lasts from one heartbeat to the next. */
export const MODEL_LEASE_MS = 30_000;

/**
 * Ends the children on record that nobody answers for: their owner died, or lost the lease they worked under. One that cannot
 * be ended stays on record, and counts as running. `own too`, from who is about to start children and has none: those of this
 * process are what could not be ended, or taken off the record, before.
 */
export async function reapChildren(
  ports: Pick<Ports, 'store' | 'processes' | 'clock' | 'log' | 'owner'>,
  whose: 'of others' | 'own too' = 'of others',
): Promise<void> {
  for (const child of await ports.store.children()) {
    if (child.owner === ports.owner ? whose === 'of others' : !(await isAbandoned(ports, child))) continue;
    if (await ports.processes.endChild(child.mark, child.identity)) await ports.store.dropChild(child.mark);
    else ports.log.warn(`A model child of ${child.owner} could not be ended`);
  }
}

// Our own we answer for while they work, also when a suspended machine made us late.
async function isAbandoned({ processes, clock }: Pick<Ports, 'processes' | 'clock'>, { until, owner }: ChildRecord): Promise<boolean> {
  return isOver(until, clock()) || processes.hasEnded(owner);
}

// One that reaches further than a lease can was written before the clock was set back.
function isOver(until: number, now: number): boolean {
  return until <= now || until > now + 2 * MODEL_LEASE_MS;
}
