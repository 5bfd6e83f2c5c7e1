import type { DatabaseSync } from 'node:sqlite';
import type { TermQuery } from '../../ports/term-query.ts';
import type { Database } from './database.ts';
import { toMatchExpression } from './match-expression.ts';

type TermIndex = 'memory_terms' | 'turn_terms';

// What a search costs are the places at which its terms stand: the words that nearly every text has cost most and say least.
const BUDGET = 1_000;
// Counting a place costs a twentieth of scoring it, and in a long query that is still the most of it. Of words that all stand
// more often, nobody knows which is the rarest.
const MOST_COUNTED = 20_000;
const MOST_KEPT = 5_000;

/** Of what matches, so many texts are ranked, the newest ones: more match only where one very common word or phrase is asked for. */
export const MOST_RANKED = 1_000;

// How many places terms have: exactly where that is below the limit, else at least as many.
type Count = (terms: readonly string[], limit: number) => number;

interface Counted {
  readonly places: number;
  /** Counting ended there. */
  readonly limit: number;
}

interface Counts {
  readonly present: Map<string, Counted>;
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
  return keepRarest(terms, (alternative, limit) => countPlaces(database, index, alternative, limit));
}

/**
 * The same for the index of sessions, without counting there: in sessions nothing stands more often than in their turns. What
 * stands in no turn stays: it may be a date, or of the title of a memory.
 */
export function withinBudgetOfSessions(database: Database, terms: TermQuery): TermQuery {
  const sessions = Number(database.sql('select coalesce(max(number), 0) as n from session_index').get()!['n']);
  return keepRarest(terms, (alternative, limit) =>
    Math.min(sessions, Math.max(1, countPlaces(database, 'turn_terms', alternative, limit))),
  );
}

function keepRarest({ any, required }: TermQuery, count: Count): TermQuery {
  const words = countWords(
    any.filter(({ length }) => length === 1).map((terms) => terms[0]!),
    count,
  );
  // What stands nowhere changes no score, and still costs as much as what is looked for.
  const present = any.filter((terms) => !terms.some((term) => words.get(term) === 0));
  const total = [...words.values()].reduce((sum, places) => sum + places, 0);
  const kept = new Set(total <= BUDGET ? present : takeRarest(estimate(present, words, count)));
  return { any: any.filter((terms) => kept.has(terms)), required };
}

// Only as far as it takes to know which word is the rarest, and which are within the budget.
function countWords(words: readonly string[], count: Count): ReadonlyMap<string, number> {
  const counted = (limit: number): Map<string, number> => new Map(words.map((word) => [word, count([word], limit)]));
  let limit = BUDGET + 1;
  let places = counted(limit);
  while (limit < MOST_COUNTED && words.length > 1 && [...places.values()].every((each) => each === 0 || each >= limit)) {
    limit = Math.min(limit * 4, MOST_COUNTED);
    places = counted(limit);
  }
  return places;
}

interface Estimate {
  readonly terms: readonly string[];
  readonly places: number;
}

// Counting a phrase costs as much as looking for it. One that holds a shorter one stands in hardly fewer places; two words that
// are both everywhere cost the most, and say little.
function estimate(any: TermQuery['any'], words: ReadonlyMap<string, number>, count: Count): readonly Estimate[] {
  const phrases: { readonly text: string; readonly places: number }[] = [];
  const isEverywhere = (term: string): boolean => (words.get(term) ?? 0) > BUDGET && count([term], MOST_COUNTED) >= MOST_COUNTED;
  return any
    .toSorted((a, b) => a.length - b.length)
    .map((terms) => {
      if (terms.length === 1) return { terms, places: words.get(terms[0]!)! };
      const text = ` ${terms.join(' ')} `;
      const shorter = phrases.find((phrase) => text.includes(phrase.text));
      const places = shorter?.places ?? (terms.every(isEverywhere) ? Infinity : count(terms, BUDGET + 1));
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

// Kept for as long as the database is open, as how rare a word is changes slowly; that it stands nowhere only until somebody writes.
function countPlaces({ db, sql }: Database, index: TermIndex, terms: readonly string[], limit: number): number {
  const known = counts.get(db) ?? { present: new Map<string, Counted>(), absent: new Set<string>(), version: '' };
  counts.set(db, known);
  const version = Object.values(sql('select data_version, total_changes() from pragma_data_version').get()!).join();
  if (known.version !== version) known.absent.clear();
  known.version = version;
  const key = `${index} ${terms.join(' ')}`;
  if (known.absent.has(key)) return 0;
  const before = known.present.get(key);
  if (before !== undefined && (before.places < before.limit || limit <= before.limit)) return before.places;
  const expression = toMatchExpression({ any: [terms], required: [] })!;
  const row = sql(`select count(*) as n from (select 1 from ${index} where ${index} match ? limit ?)`).get(expression, limit)!;
  const places = Number(row['n']);
  if (known.present.size + known.absent.size >= MOST_KEPT) counts.delete(db);
  if (places === 0) known.absent.add(key);
  else known.present.set(key, { places, limit });
  return places;
}
