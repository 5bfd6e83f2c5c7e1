import type { DatabaseSync } from 'node:sqlite';
import type { TermQuery } from '../../ports/term-query.ts';
import type { Database } from './database.ts';
import { toMatchExpression } from './match-expression.ts';

type TermIndex = 'memory_terms' | 'turn_terms';

// What a search costs are the places at which its terms stand: the words that nearly every text has cost most and say least.
const BUDGET = 1_000;
// Counting a place costs a twentieth of scoring it. Of words that all stand more often, nobody knows which is the rarest.
const MOST_COUNTED = 20_000;
const MOST_KEPT = 5_000;

/** Of what matches, so many texts are ranked, the newest ones: more match only where one very common word or phrase is asked for. */
export const MOST_RANKED = 2_000;

interface Counts {
  readonly present: Map<string, number>;
  readonly absent: Set<string>;
  /** Changes with every write, whoever writes. */
  version: string;
}

const counts = new WeakMap<DatabaseSync, Counts>();

/**
 * Leaves out the alternatives of a query that stand nowhere, and the most frequent ones where all of its words together stand in
 * more than 1,000 places; the rarest one and the rarest word that are there stay, whatever they cost. What is required stays.
 */
export function withinBudget(database: Database, index: TermIndex, terms: TermQuery): TermQuery {
  return keepRarest(terms, (alternative) => countPlaces(database, index, alternative));
}

/**
 * The same for the index of sessions, without counting there: in sessions nothing stands more often than in their turns. What
 * stands in no turn stays: it may be a date, or of the title of a memory.
 */
export function withinBudgetOfSessions(database: Database, terms: TermQuery): TermQuery {
  const sessions = Number(database.sql('select coalesce(max(number), 0) as n from session_index').get()!['n']);
  return keepRarest(terms, (alternative) => Math.min(sessions, Math.max(1, countPlaces(database, 'turn_terms', alternative))));
}

function keepRarest({ any, required }: TermQuery, count: (terms: readonly string[]) => number): TermQuery {
  const words = new Map(any.filter(({ length }) => length === 1).map((terms) => [terms[0]!, count(terms)]));
  // What stands nowhere changes no score, and still costs as much as what is looked for.
  const present = any.filter((terms) => !terms.some((term) => words.get(term) === 0));
  const total = [...words.values()].reduce((sum, places) => sum + places, 0);
  const kept = new Set(total <= BUDGET ? present : takeRarest(estimate(present, words, count)));
  return { any: any.filter((terms) => kept.has(terms)), required };
}

interface Estimate {
  readonly terms: readonly string[];
  readonly places: number;
}

// Counting a phrase costs as much as looking for it. One that holds a shorter one stands in hardly fewer places; two words that
// are both everywhere cost the most, and say little.
function estimate(
  any: TermQuery['any'],
  words: ReadonlyMap<string, number>,
  count: (terms: readonly string[]) => number,
): readonly Estimate[] {
  const phrases: { readonly text: string; readonly places: number }[] = [];
  return any
    .toSorted((a, b) => a.length - b.length)
    .map((terms) => {
      if (terms.length === 1) return { terms, places: words.get(terms[0]!)! };
      const text = ` ${terms.join(' ')} `;
      const shorter = phrases.find((phrase) => text.includes(phrase.text));
      const isEverywhere = terms.every((term) => (words.get(term) ?? 0) >= MOST_COUNTED);
      const places = shorter?.places ?? (isEverywhere ? Infinity : count(terms));
      phrases.push({ text, places });
      return { terms, places };
    });
}

function takeRarest(estimates: readonly Estimate[]): readonly (readonly string[])[] {
  const present = estimates.filter(({ places }) => places > 0).toSorted((a, b) => a.places - b.places);
  // A rare phrase alone would find next to nothing.
  const rarestWord = present.find(({ terms }) => terms.length === 1);
  let left = BUDGET;
  return present
    .filter((each, rank) => {
      left -= each.places;
      return rank === 0 || each === rarestWord || left >= 0;
    })
    .map(({ terms }) => terms);
}

// Up to 20,000. Kept for as long as the database is open, as how rare a word is changes slowly; that it stands nowhere only until
// somebody writes.
function countPlaces({ db, sql }: Database, index: TermIndex, terms: readonly string[]): number {
  const known = counts.get(db) ?? { present: new Map<string, number>(), absent: new Set<string>(), version: '' };
  counts.set(db, known);
  const version = Object.values(sql('select data_version, total_changes() from pragma_data_version').get()!).join();
  if (known.version !== version) known.absent.clear();
  known.version = version;
  const key = `${index} ${terms.join(' ')}`;
  const before = known.absent.has(key) ? 0 : known.present.get(key);
  if (before !== undefined) return before;
  const count = Number(
    sql(`select count(*) as n from (select 1 from ${index} where ${index} match ? limit ${MOST_COUNTED})`).get(
      toMatchExpression({ any: [terms], required: [] })!,
    )!['n'],
  );
  if (known.present.size + known.absent.size >= MOST_KEPT) counts.delete(db);
  if (count === 0) known.absent.add(key);
  else known.present.set(key, count);
  return count;
}
