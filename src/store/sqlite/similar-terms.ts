import { resemblance, SHORTEST_RESEMBLING } from '../../index/resemblance.ts';
import { vocabularyWord } from '../../index/vocabulary.ts';
import type { Database } from './database.ts';
import { holdsPieces, sharesPieces } from './pieces.ts';

/** Words of the vocabulary that look like those words that occur nowhere, at most `limit` for each, the likest first. */
export function similarTerms(database: Database, words: readonly string[], limit: number): Map<string, readonly string[]> {
  const unknown = words
    .map((asked) => ({ asked, word: vocabularyWord(asked) ?? '' }))
    .filter(({ word }) => word.length >= SHORTEST_RESEMBLING && !occurs(database, word))
    .toSorted((a, b) => b.word.length - a.word.length)
    .slice(0, MOST_LOOKED_UP);
  const found = unknown.map(({ asked, word }) => [asked, findSimilar(database, word).slice(0, limit)] as const);
  return new Map(found.filter(([, similar]) => similar.length > 0));
}

// Each costs milliseconds in a large memory. The longest are the most likely to be names.
const MOST_LOOKED_UP = 3;
const MOST_CANDIDATES = 2000;

function occurs({ sql }: Database, word: string): boolean {
  const quoted = `"${word}"`;
  return ['memory_terms', 'turn_terms'].some(
    (index) => sql(`select 1 from ${index} where ${index} match ? limit 1`).get(quoted) !== undefined,
  );
}

function findSimilar(database: Database, asked: string): readonly string[] {
  const candidates = [
    ...findCandidates(database, holdsPieces(asked), asked.length + 1, asked.length * 3),
    ...findCandidates(database, sharesPieces(asked), asked.length - 2, asked.length + 2),
  ];
  return [...new Set(candidates)]
    .map((word) => ({ word, likeness: resemblance(asked, word) }))
    .filter(({ likeness }) => likeness > 0)
    .toSorted((a, b) => b.likeness - a.likeness || (a.word < b.word ? -1 : 1))
    .map(({ word }) => word);
}

function findCandidates({ sql }: Database, expression: string, shortest: number, longest: number): readonly string[] {
  const rows = sql(`
    select v.word from vocabulary_pieces p join vocabulary v on v.id = p.rowid
    where vocabulary_pieces match ? and length(v.word) between ? and ? limit ?`).all(expression, shortest, longest, MOST_CANDIDATES);
  return rows.map((row) => String(row['word']));
}
