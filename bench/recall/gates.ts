import type { Hit } from '../../src/model/query.ts';
import { chooseTellingWords, speaksTo, weighWord } from '../../src/recall/gate.ts';

/** A word of a question, as the memories have it. */
export interface WordEvidence {
  readonly word: string;
  /** How many memories have it. */
  readonly count: number;
  /** Inverse document frequency: the rarer, the greater. */
  readonly idf: number;
  /** The rank, from 1, of the first hit that has it; undefined: none has. */
  readonly rank: number | undefined;
}

/** What was found for a question, and what a gate may go by. */
export interface Answer {
  readonly question: string;
  readonly hits: readonly Hit[];
  readonly words: readonly WordEvidence[];
  /** How many there are. */
  readonly memories: number;
}

/** Whether one would say what was found: the seam at which a gate of the product is measured beside others. */
export type Gate = (answer: Answer) => boolean;

/**
 * The gates that are measured, by name: the product's own, which says something beside a prompt unasked, and raw evidence against
 * a threshold, for comparison.
 */
export const GATES: Readonly<Record<string, Gate>> = {
  'the gate at prompts': speaksAtPrompts,
  ...sweep('idf covered by the best hit', [0.15, 0.3, 0.45, 0.6], (answer) => idfCovered(answer, 1)),
  ...sweep('idf covered by the best three', [0.15, 0.3, 0.45, 0.6], (answer) => idfCovered(answer, 3)),
  ...sweep('rare words in the best hit', [1, 2, 3], (answer) => rareFound(answer, 1)),
  ...sweep('rare words in the best three', [1, 2, 3], (answer) => rareFound(answer, 3)),
};

// Rarer than this, in the part of all memories that have it, a word tells one matter from another.
const RARE = 0.1;

// As beside a prompt: one of the best three speaks to it.
function speaksAtPrompts({ hits, words, memories }: Answer): boolean {
  const telling = new Set(chooseTellingWords(words.map(({ word }) => word)));
  const weighed = words.filter(({ word }) => telling.has(word)).map(({ word, count }) => weighWord(word, count, memories));
  return hits.slice(0, 3).some(({ memory }) => speaksTo(memory, weighed));
}

function sweep(name: string, thresholds: readonly number[], measure: (answer: Answer) => number): Record<string, Gate> {
  return Object.fromEntries(
    thresholds.map((threshold) => [`${name} >= ${threshold}`, (answer: Answer): boolean => measure(answer) >= threshold]),
  );
}

// The part of what the words of the question weigh that the best `depth` hits have.
function idfCovered({ words }: Answer, depth: number): number {
  const total = weigh(words);
  return total === 0 ? 0 : weigh(words.filter(isWithin(depth))) / total;
}

function rareFound({ words, memories }: Answer, depth: number): number {
  return words.filter(isWithin(depth)).filter(({ count }) => count <= RARE * memories).length;
}

function isWithin(depth: number): (word: WordEvidence) => boolean {
  return ({ rank }) => rank !== undefined && rank <= depth;
}

function weigh(words: readonly WordEvidence[]): number {
  return words.reduce((sum, { idf }) => sum + idf, 0);
}
