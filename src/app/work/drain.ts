import { isBusy } from '../../model/error.ts';
import type { Job } from '../../ports/jobs.ts';
import { QUIET_MS } from '../../ports/store.ts';
import { type Distilling, distillSession, LEASE_MS } from './distill-session.ts';
import type { Ports } from '../ports.ts';
import { failJob, refuseKiller } from './fail-job.ts';

type Outcome = Distilling | 'failed' | 'held' | 'stopped';

/**
 * Distills sessions that are due, one turn a step; yields after each, so that the caller decides when to go on and may
 * stop there. `eager` takes those as well that have not been quiet for long, but none for what happens meanwhile: a
 * session in full swing would keep it busy for ever. Ends early where the distiller is left alone for a while.
 */
export async function* drain(ports: Ports, options: { readonly eager?: boolean } = {}): AsyncGenerator<void, void> {
  const { store, owner } = ports;
  await store.giveBackAll('distill', owner, ports.clock());
  const dueBy = options.eager ? ports.clock() + QUIET_MS : 0;
  for (;;) {
    const at = ports.clock();
    const job = await store.claim({ kind: 'distill', owner, at, leaseMs: LEASE_MS, dueBy: Math.max(at, dueBy) });
    if (job === undefined || (yield* work(ports, job)) === 'refused') return;
  }
}

async function* work(ports: Ports, job: Job): AsyncGenerator<void, Outcome> {
  const { store, clock } = ports;
  let outcome: Outcome = 'stopped';
  try {
    refuseKiller(job);
    outcome = yield* distillSession(ports, job);
    if (outcome === 'done') await store.complete(job);
  } catch (error) {
    // A database that others held is no fault of the job: whoever called tries again, and it is given back then.
    if (isBusy(error)) {
      outcome = 'held';
      throw error;
    }
    outcome = 'failed';
    await failJob(ports, job, `Distilling session ${job.key}`, error);
  } finally {
    if (outcome === 'stopped' || outcome === 'refused') await store.giveBack(job, clock());
  }
  return outcome;
}
