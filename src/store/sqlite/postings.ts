import type { DatabaseSync } from 'node:sqlite';
import type { TermQuery } from '../../ports/term-query.ts';
import type { Database } from './database.ts';
import { toMatchExpression } from './match-expression.ts';

/** An index of terms. */
export type TermIndex = 'memory_terms' | 'passage_terms' | 'session_terms';

// What a search costs are the places at which its terms stand: the words that nearly every text has cost most and say least.
const BUDGET = 3_000;
// Counting further would cost as much as searching.
const MOST_COUNTED = 3_000;
const MOST_KEPT = 5_000;

const counts = new WeakMap<DatabaseSync, Map<string, number>>();

/**
 * Leaves out the alternatives of a query that stand nowhere, and the most frequent ones where all of them together stand in more
 * than 3,000 places; the rarest one that is there stays, whatever it costs. What is required stays.
 */
export function withinBudget(database: Database, index: TermIndex, { any, required }: TermQuery): TermQuery {
  // One that stands nowhere changes no score, and still costs as much as counting it, twice.
  const counted = any
    .map((terms, place) => ({ terms, place, count: countPlaces(database, index, terms) }))
    .filter(({ count }) => count > 0);
  let left = BUDGET;
  const kept = counted
    .toSorted((a, b) => a.count - b.count)
    .filter(({ count }, rank) => {
      left -= count;
      return rank === 0 || left >= 0;
    });
  if (kept.length === any.length) return { any, required };
  return { any: kept.toSorted((a, b) => a.place - b.place).map(({ terms }) => terms), required };
}

/** In how many memories phrases stand, and how many there have been. */
export function countMatches(
  database: Database,
  phrases: readonly (readonly string[])[],
): { readonly total: number; readonly counts: readonly number[] } {
  const total = Number(database.sql('select coalesce(max(number), 0) as n from memory').get()!['n']);
  return { total, counts: phrases.map((terms) => (terms.length === 0 ? 0 : countPlaces(database, 'memory_terms', terms))) };
}

// Up to 3,000. Kept for as long as the database is open: how rare a word is changes slowly. Only that it stands nowhere may be
// over with the next memory.
function countPlaces({ db, sql }: Database, index: TermIndex, terms: readonly string[]): number {
  const known = counts.get(db) ?? new Map<string, number>();
  counts.set(db, known);
  const key = `${index} ${terms.join(' ')}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const count = Number(
    sql(`select count(*) as n from (select 1 from ${index} where ${index} match ? limit ${MOST_COUNTED})`).get(
      toMatchExpression({ any: [terms], required: [] })!,
    )!['n'],
  );
  if (count === 0) return 0;
  if (known.size >= MOST_KEPT) known.clear();
  known.set(key, count);
  return count;
}
