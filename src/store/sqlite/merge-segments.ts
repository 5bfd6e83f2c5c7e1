import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';

/** The full-text indexes. Each consists of segments: what one transaction adds is one, and a look-up goes through all of them. */
export const INDEXES: readonly string[] = ['memory_terms', 'turn_terms', 'session_terms', 'vocabulary_pieces'];

// A few milliseconds of work.
const PAGES = 32;
// Not as soon as there are two: where a row or two come at a time, that writes half as much again, for half a segment less.
const MANY = 8;

/**
 * Makes a step towards fewer segments. An index that has many is merged until no two are left that were merged equally often,
 * so that a row is written again each time the index has doubled, not each time another is added. The step returns false when
 * there was nothing to do; to see that no index has many it waits for nobody.
 */
export function createMerger(database: Database): () => boolean {
  let begun: string | undefined;
  return () => {
    begun = INDEXES.find((index) => (index === begun || countSegments(database, index) > MANY) && mergePairs(database, index));
    return begun !== undefined;
  };
}

/**
 * Merges segments of an index for a few milliseconds: those that were merged equally often, or all of them into one. What was
 * begun goes on as it began. Returns false when there was nothing to do.
 */
export function mergeSegments({ db, sql }: Database, index: string, all = false): boolean {
  const changes = (): number => Number(sql('select total_changes() as n').get()!['n']);
  return inTransaction(db, () => {
    const before = changes();
    sql(`insert into ${index} (${index}, rank) values ('merge', ?)`).run(all ? -PAGES : PAGES);
    // The statement itself counts as one.
    return changes() - before >= 2;
  });
}

// An index waits for four that were merged equally often unless it was told otherwise; it remembers what it was told.
function mergePairs(database: Database, index: string): boolean {
  const { sql } = database;
  if (sql(`select 1 from ${index}_config where k = 'usermerge' and v = 2`).get() === undefined)
    sql(`insert into ${index} (${index}, rank) values ('usermerge', 2)`).run();
  return mergeSegments(database, index);
}

// From one to the next: the table has a row for each page.
function countSegments({ sql }: Database, index: string): number {
  const row = sql(`
    with recursive segment (id) as (
      select min(segid) from ${index}_idx
      union all
      select (select min(segid) from ${index}_idx where segid > segment.id) from segment where id is not null)
    select count(id) as n from segment`).get()!;
  return Number(row['n']);
}
