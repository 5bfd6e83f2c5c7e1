import type { Breaker } from '../../ports/breakers.ts';
import type { ChildRecord, DeadJob } from '../../ports/jobs.ts';
import type { StoreStats } from '../../ports/store.ts';
import { count } from '../../model/count.ts';
import { describeBreaker, describeDead } from './describe-trouble.ts';
import type { Ports } from '../ports.ts';

/** What is at work and what went wrong with it. */
export interface Queue {
  readonly children: readonly ChildRecord[];
  /** Those that are not closed. */
  readonly breakers: readonly Breaker[];
  /** The latest first, at most 20. */
  readonly deadJobs: readonly DeadJob[];
}

/** Reads what is at work and what went wrong with it. */
export async function readQueue({ store }: Pick<Ports, 'store'>): Promise<Queue> {
  const breakers = (await store.breakers()).filter(({ state }) => state !== 'closed');
  return { children: await store.children(), breakers, deadJobs: await store.deadJobs(20) };
}

/** The same for a person, a line each: what waits, then only what there is to say something about. */
export function describeQueue({ jobs, waiting }: StoreStats, { children, breakers, deadJobs }: Queue, spool: string): readonly string[] {
  const turns = waiting.enrich > 0 ? `, ${count(waiting.enrich, 'turn')} to ask the model about` : '';
  const failed = jobs.dead > 0 ? `, ${jobs.dead} that failed` : '';
  const lines = [`waiting: ${waiting.distill} sessions to distill${turns}${failed}; spool ${spool}`];
  if (jobs.leased > 0 || children.length > 0)
    lines.push(`at work: ${count(jobs.leased, 'job')}, ${count(children.length, 'model process')}`);
  lines.push(...breakers.map(describeBreaker));
  lines.push(...deadJobs.map((job) => `given up: ${describeDead(job)}`));
  return lines;
}
