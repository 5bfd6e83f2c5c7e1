import type { Job, JobKind } from '../../ports/store.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';

/** Asks for work from `dueAt` on. A dead job asked for again gets a new life. */
export function askFor({ sql }: Database, kind: JobKind, key: string, at: number, dueAt: number): void {
  sql(`
    insert into job (kind, key, state, queued_at, due_at) values (?, ?, 'pending', ?, ?)
    on conflict (kind, key) do update set
      generation = generation + 1,
      state = case state when 'leased' then 'leased' else 'pending' end,
      due_at = excluded.due_at,
      attempt = case state when 'dead' then 0 else attempt end`).run(kind, key, at, dueAt);
}

/**
 * Claims the job that has waited longest: one that is due by `dueBy`, or whose owner let the lease run out by `at`. One
 * that failed is not taken before its retry is due at `at`, however eager the caller.
 */
export function claim({ sql }: Database, kind: JobKind, owner: string, at: number, leaseMs: number, dueBy: number): Job | undefined {
  const row = sql(`
    update job set state = 'leased', owner = ?, leased_until = ?, fence = fence + 1, attempt = attempt + 1
    where kind = ? and key = (
      select key from job
      where kind = ? and (state = 'pending' and due_at <= iif(attempt = 0, ?, ?) or state = 'leased' and leased_until <= ?)
      order by queued_at, key limit 1)
    returning kind, key, fence, generation, attempt`).get(owner, at + leaseMs, kind, kind, dueBy, at, at);
  return row === undefined ? undefined : (row as unknown as Job);
}

/** Ends a job, or puts it back, due when it was asked for again meanwhile. False: the lease is another's by now. */
export function complete({ db, sql }: Database, job: Job): boolean {
  return inTransaction(db, () => {
    const ended = sql('delete from job where kind = ? and key = ? and fence = ? and generation = ?').run(
      job.kind,
      job.key,
      job.fence,
      job.generation,
    );
    if (ended.changes === 1) return true;
    const again = sql(`update job set state = 'pending', owner = null, attempt = 0 where kind = ? and key = ? and fence = ?`);
    return again.run(job.kind, job.key, job.fence).changes === 1;
  });
}

/** Gives a failed job back, to be due at `retryAt`; after `maxAttempts` it is dead. False: the lease is another's by now. */
export function fail({ sql }: Database, job: Job, error: string, retryAt: number, maxAttempts: number): boolean {
  const update = sql(`
    update job set state = case when attempt >= ? then 'dead' else 'pending' end, owner = null, due_at = ?, error = ?
    where kind = ? and key = ? and fence = ?`).run(maxAttempts, retryAt, error, job.kind, job.key, job.fence);
  return update.changes === 1;
}
