import type { StoreStats } from '../../ports/store.ts';
import type { Database } from './database.ts';
import { schemaVersion } from './migrate.ts';

/** Counts for `status` and `doctor`. */
export function readStats({ db, sql }: Database, path: string): StoreStats {
  const count = (query: string): number => Number(sql(query).get()!['n']);
  return {
    schema: schemaVersion(db),
    path,
    bytes: count('select page_count * page_size as n from pragma_page_count(), pragma_page_size()'),
    projects: count('select count(*) as n from project'),
    sessions: count('select count(*) as n from session'),
    events: count('select count(*) as n from event'),
    memories: count('select count(*) as n from memory where forgotten = 0'),
    unaccepted: count(`select count(*) as n from memory where forgotten = 0 and status = 'archived'`),
    jobs: {
      pending: count(`select count(*) as n from job where state = 'pending'`),
      leased: count(`select count(*) as n from job where state = 'leased'`),
      dead: count(`select count(*) as n from job where state = 'dead'`),
    },
    waiting: {
      distill: count(`select count(*) as n from job where kind = 'distill' and state = 'pending'`),
      enrich: count(`select count(*) as n from job where kind = 'enrich' and state = 'pending'`),
    },
    modelRequests: count(`select coalesce(sum(value), 0) as n from housekeeping where name = 'requests'`),
    injections: {
      count: count('select count(*) as n from injection'),
      tokens: count('select coalesce(sum(tokens), 0) as n from injection'),
    },
  };
}

/** What SQLite's integrity check finds wrong; empty when sound. */
export function findDamage({ sql }: Database): string[] {
  const rows = sql('pragma integrity_check(20)').all();
  return rows.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok');
}
