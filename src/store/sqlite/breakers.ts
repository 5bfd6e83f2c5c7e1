import type { Breaker, BreakerFailure } from '../../ports/breakers.ts';
import type { Database } from './database.ts';
import { REACH } from './reach.ts';
import { inTransaction } from './transaction.ts';

/** Whether `name` may be tried; the first to ask when its pause is over is let through as a probe. */
export function admit({ db, sql }: Database, name: string, at: number, probeMs: number): boolean {
  const isShut = `select 1 from breaker where name = ? and state <> 'closed'`;
  if (sql(isShut).get(name) === undefined) return true;
  return inTransaction(db, () => {
    const probe = sql(`
      update breaker set state = 'probing', until = ?2 + ?3, reach = ?4
      where name = ?1 and state <> 'closed' and (until <= ?2 or until > ?2 + reach)`).run(name, at, probeMs, REACH * probeMs);
    // Somebody may have closed it since it was looked at.
    return probe.changes === 1 || sql(isShut).get(name) === undefined;
  });
}

/** Takes down that an attempt went well: a closed breaker is no row. */
export function reportSuccess({ sql }: Database, name: string): void {
  // Looked at first: most of the time there is nothing to write.
  if (sql('select 1 from breaker where name = ?').get(name) === undefined) return;
  sql('delete from breaker where name = ?').run(name);
}

/** Takes down that an attempt failed, and opens the breaker where that was one too many. */
export function reportFailure({ db, sql }: Database, name: string, at: number, failure: BreakerFailure): void {
  const { error, about = null, threshold, pauseMs, longestMs } = failure;
  inTransaction(db, () => {
    const { state, failures, pause_ms } = sql(`
      insert into breaker (name, state, failures, about, error, pause_ms, until, reach) values (?1, 'closed', 1, ?2, ?3, 0, 0, 0)
      on conflict (name) do update set
        failures = failures + iif(state = 'closed' and about = ?2, 0, 1), about = ?2, error = ?3
      returning state, failures, pause_ms`).get(name, about, error)!;
    const isProbe = state === 'probing';
    // Who began before it opened and fails now tells nothing new.
    if (state === 'open' || (!isProbe && Number(failures) < threshold)) return;
    const pause = Math.min(longestMs, isProbe ? 2 * Number(pause_ms) : pauseMs);
    sql(`update breaker set state = 'open', pause_ms = ?, until = ?, reach = ? where name = ?`).run(pause, at + pause, longestMs, name);
  });
}

/** Takes back a probe that told nothing. */
export function release({ sql }: Database, name: string, at: number): void {
  if (sql(`select 1 from breaker where name = ? and state = 'probing'`).get(name) === undefined) return;
  sql(`update breaker set state = 'open', until = ? where name = ? and state = 'probing'`).run(at, name);
}

/** Every breaker that something failed at since it last went well. */
export function listBreakers({ sql }: Database): Breaker[] {
  const rows = sql(`
    select name, state, failures, until as openUntil, iif(state = 'closed', '', error) as error from breaker order by name`).all();
  return rows as unknown as Breaker[];
}
