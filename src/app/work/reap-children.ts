import type { ChildRecord } from '../../ports/jobs.ts';
import type { Ports } from '../ports.ts';

/** How long the lease of a request to a model lasts from one heartbeat to the next. */
export const MODEL_LEASE_MS = 30_000;

/**
 * Ends the children on record that nobody answers for: their owner died, or lost the lease they worked under. One that cannot
 * be ended stays on record, and counts as running.
 */
export async function reapChildren(ports: Pick<Ports, 'store' | 'processes' | 'clock' | 'log' | 'owner'>): Promise<void> {
  for (const child of await ports.store.children()) {
    if (!(await isAbandoned(ports, child))) continue;
    if (await ports.processes.endChild(child.mark, child.identity)) await ports.store.dropChild(child.mark);
    else ports.log.warn(`A model child of ${child.owner} could not be ended`);
  }
}

// Our own we answer for, also when a suspended machine made us late.
async function isAbandoned(
  { processes, clock, owner: self }: Pick<Ports, 'processes' | 'clock' | 'owner'>,
  { until, owner }: ChildRecord,
): Promise<boolean> {
  return owner !== self && (isOver(until, clock()) || processes.hasEnded(owner));
}

// One that reaches further than a lease can was written before the clock was set back.
function isOver(until: number, now: number): boolean {
  return until <= now || until > now + 2 * MODEL_LEASE_MS;
}
