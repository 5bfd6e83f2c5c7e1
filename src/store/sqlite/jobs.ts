import type { DeadJob, Job, JobKind } from '../../ports/jobs.ts';
import type { Database } from './database.ts';
import { REACH } from './reach.ts';
import { inTransaction } from './transaction.ts';

/** Asks for work from `dueAt` on. One that failed is not due before its retry; a dead one gets a new life. */
export function askFor({ sql }: Database, kind: JobKind, key: string, at: number, dueAt: number): void {
  sql(`
    insert into job (kind, key, state, queued_at, due_at, due_reach) values (?1, ?2, 'pending', ?3, ?4, ?5)
    on conflict (kind, key) do update set
      generation = generation + 1,
      state = iif(state = 'leased', 'leased', 'pending'),
      due_at = iif(state = 'pending' and attempt > 0, max(due_at, ?4), ?4),
      due_reach = iif(state = 'pending' and attempt > 0, max(due_reach, ?5), ?5),
      attempt = iif(state = 'dead', 0, attempt)`).run(kind, key, at, dueAt, REACH * Math.max(0, dueAt - at));
}

/** Ends a job, or puts it back, due when it was asked for again meanwhile. False: the lease is another's by now. */
export function complete(database: Database, job: Job): boolean {
  return inTransaction(database.db, () => completeWithin(database, job));
}

/** The same within a transaction. */
export function completeWithin({ sql }: Database, job: Job): boolean {
  const ended = sql(`delete from job where ${HELD} and generation = ?`).run(...holder(job), job.generation);
  if (ended.changes === 1) return true;
  return sql(`update job set state = 'pending', owner = null, attempt = 0 where ${HELD}`).run(...holder(job)).changes === 1;
}

/** Gives a failed job back, to be due at `retryAt`; after `maxAttempts` it is dead. False: the lease is another's by now. */
export function fail({ sql }: Database, job: Job, error: string, at: number, retryAt: number, maxAttempts: number): boolean {
  const update = sql(`
    update job set state = iif(attempt >= ? and generation = ?, 'dead', 'pending'), owner = null, due_at = ?, due_reach = ?, failed_at = ?,
      error = ?
    where ${HELD}`);
  const reach = REACH * Math.max(0, retryAt - at);
  return update.run(maxAttempts, job.generation, retryAt, reach, at, error, ...holder(job)).changes === 1;
}

/** Gives a job back as if it had not been claimed, due at `dueAt`. False: the lease is another's by now. */
export function giveBack({ sql }: Database, job: Job, at: number, dueAt: number): boolean {
  const update = sql(`update job set ${UNDONE} where ${HELD}`);
  return update.run(dueAt, REACH * Math.max(0, dueAt - at), ...holder(job)).changes === 1;
}

/** Gives back all jobs of a kind that an owner holds, as if they had not been claimed. */
export function giveBackAll({ sql }: Database, kind: JobKind, owner: string, at: number): void {
  const held = [kind, owner] as const;
  // Looked at first: most of the time there is nothing to write.
  if (sql(`select 1 from job where kind = ? and state = 'leased' and owner = ?`).get(...held) === undefined) return;
  sql(`update job set ${UNDONE} where kind = ? and state = 'leased' and owner = ?`).run(at, 0, ...held);
}

/** Whether the lease of a job is still its owner's. */
export function isHeld(database: Database, job: Job): boolean {
  return readGeneration(database, job) !== undefined;
}

/** How often a job has been asked for by now. Undefined: the lease is another's. */
export function readGeneration({ sql }: Database, job: Job): number | undefined {
  const row = sql(`select generation from job where ${HELD}`).get(...holder(job));
  return row === undefined ? undefined : Number(row['generation']);
}

/** Jobs that failed for good, the latest first. */
export function listDead({ sql }: Database, limit: number): DeadJob[] {
  const rows = sql(`
    select kind, key, attempt, coalesce(error, '') as error, failed_at as at from job where state = 'dead'
    order by failed_at desc, kind, key limit ?`).all(limit);
  return rows as unknown as DeadJob[];
}

/** Gives all dead jobs a new life. Returns how many there were. */
export function reviveDead({ sql }: Database, at: number): number {
  const update = sql(`update job set state = 'pending', attempt = 0, due_at = ?, due_reach = 0 where state = 'dead'`);
  return Number(update.run(at).changes);
}

const UNDONE = `state = 'pending', owner = null, attempt = attempt - 1, due_at = ?, due_reach = ?`;
const HELD = `kind = ? and key = ? and fence = ? and state = 'leased'`;

function holder({ kind, key, fence }: Job): [string, string, number] {
  return [kind, key, fence];
}
