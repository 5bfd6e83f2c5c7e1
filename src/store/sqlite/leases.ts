import type { ChildRecord, Claim, Job } from '../../ports/jobs.ts';
import type { Database } from './database.ts';
import { isHeld } from './jobs.ts';
import { REACH } from './reach.ts';
import { inTransaction } from './transaction.ts';

/** Claims the job that has waited longest of those that are due or abandoned, with its child where one will do the work. */
export function claim(
  database: Database,
  { kind, owner, at, leaseMs, dueBy, child, keyPrefix = '', lastSuffix = '' }: Claim,
): Job | undefined {
  const { db, sql } = database;
  return inTransaction(db, () => {
    if (child !== undefined && countChildren(database) >= child.cap) return undefined;
    const next = sql(`
      select key from job
      where kind = ?1 and substr(key, 1, length(?4)) = ?4 and (
        state = 'pending' and (due_at <= iif(attempt = 0, ?3, ?2) or due_at > ?2 + due_reach)
        or state = 'leased' and (leased_until <= ?2 or leased_until > ?2 + lease_reach))
      order by ?5 <> '' and substr(key, -length(?5)) = ?5, queued_at, key limit 1`).get(kind, at, dueBy, keyPrefix, lastSuffix);
    if (next === undefined) return undefined;
    const row = sql(`
      update job set state = 'leased', owner = ?, leased_until = ?, lease_reach = ?, fence = ?, attempt = attempt + 1
      where kind = ? and key = ?
      returning kind, key, fence, generation, attempt`).get(owner, at + leaseMs, REACH * leaseMs, nextFence(database), kind, next['key']!);
    const job = row as unknown as Job;
    if (child !== undefined) recordChild(database, child.mark, owner, job, at + leaseMs);
    return job;
  });
}

/** Lengthens a lease and that of its child. False: it is another's by now. */
export function renew(database: Database, job: Job, until: number): boolean {
  const { db, sql } = database;
  return inTransaction(db, () => {
    if (!isHeld(database, job)) return false;
    sql('update job set leased_until = ? where kind = ? and key = ?').run(until, job.kind, job.key);
    sql('update child set until = ? where kind = ? and key = ? and fence = ?').run(until, job.kind, job.key, job.fence);
    return true;
  });
}

/** Child processes on record. */
export function listChildren({ sql }: Database): ChildRecord[] {
  return sql('select mark, owner, identity, until from child order by mark')
    .all()
    .map(({ mark, owner, identity, until }) => ({
      mark: String(mark),
      owner: String(owner),
      ...(identity === null ? {} : { identity: String(identity) }),
      until: Number(until),
    }));
}

/** Writes down that a child has started, and what it is known by. */
export function identifyChild({ db, sql }: Database, mark: string, identity: string | undefined): void {
  inTransaction(db, () => {
    sql('update child set identity = ? where mark = ?').run(identity ?? null, mark);
    sql(`insert into housekeeping (name, value) values ('requests', 1) on conflict (name) do update set value = value + 1`).run();
  });
}

/** Takes a child off the record. */
export function dropChild({ sql }: Database, mark: string): void {
  sql('delete from child where mark = ?').run(mark);
}

// One counter for all jobs: a job that ended and is asked for anew must not give a sleeper's fence to somebody else.
function nextFence({ sql }: Database): number {
  return Number(sql(`update housekeeping set value = value + 1 where name = 'fence' returning value`).get()!['value']);
}

function countChildren({ sql }: Database): number {
  return Number(sql('select count(*) as n from child').get()!['n']);
}

function recordChild({ sql }: Database, mark: string, owner: string, { kind, key, fence }: Job, until: number): void {
  sql('insert into child (mark, kind, key, fence, owner, until) values (?, ?, ?, ?, ?, ?)').run(mark, kind, key, fence, owner, until);
}
