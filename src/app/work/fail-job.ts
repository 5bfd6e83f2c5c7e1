import type { Job } from '../../ports/jobs.ts';
import type { Ports } from '../ports.ts';
import { pauseAfter } from './backoff.ts';
import { describeFailure } from './try-guarded.ts';

const MAX_ATTEMPTS = 5;

/** Throws where all attempts at a job are used up though none of them failed: those who tried before were killed at it. */
export function refuseKiller({ attempt }: Job): void {
  if (attempt > MAX_ATTEMPTS) throw new Error('Its process ended every time');
}

/** Gives a failed job back, to be tried again later each time, and given up after five attempts. `doing`: what failed, for the log. */
export async function failJob(
  { store, clock, log }: Pick<Ports, 'store' | 'clock' | 'log'>,
  job: Job,
  doing: string,
  error: unknown,
): Promise<void> {
  log.warn(`${doing} failed (attempt ${job.attempt})`, error);
  const now = clock();
  await store.fail(job, describeFailure(error), now, now + pauseAfter(job.attempt, Math.random), MAX_ATTEMPTS);
}
