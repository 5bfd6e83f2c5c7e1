import type { Job } from '../../../src/ports/jobs.ts';
import type { Store } from '../../../src/ports/store.ts';

/** How long the leases of `claim` last. */
export const LEASE = 1000;

export function ask(store: Store, key: string, at: number): Promise<void> {
  return store.enqueue('distill', key, at, at);
}

export function claim(store: Store, at: number, dueBy: number = at): Promise<Job | undefined> {
  return store.claim({ kind: 'distill', owner: 'me', at, leaseMs: LEASE, dueBy });
}
