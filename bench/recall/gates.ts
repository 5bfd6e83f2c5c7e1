import type { Hit } from '../../src/model/query.ts';
import { chooseTellingWords, speaksTo, weighWord } from '../../src/recall/gate.ts';

/** A word of a question, as the memories have it. */
export interface WordEvidence {
  readonly word: string;
  /** The part of all memories that have it. */
  readonly share: number;
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
}

/** Whether one would say what was found: the seam at which a gate of the product is measured beside the placeholders. */
export type Gate = (answer: Answer) => boolean;

/**
 * The gates that are measured, by name: the product's own, which says something beside a prompt unasked, and raw evidence against
 * a threshold, for comparison.
 */
export const GATES: Readonly<Record<string, Gate>> = {
  'the gate at prompts': ({ hits, words }) => {
    const telling = chooseTellingWords(words.map(({ word }) => word));
    const weighed = words
      .filter(({ word }) => telling.includes(word))
      .map(({ word, share }) => weighWord(word, share * MEMORIES, MEMORIES));
    return hits.slice(0, 3).some(({ memory }) => speaksTo(memory, weighed));
  },
  ...sweep('idf covered by the best hit', [0.15, 0.3, 0.45, 0.6], (answer) => idfCovered(answer, 1)),
  ...sweep('idf covered by the best three', [0.15, 0.3, 0.45, 0.6], (answer) => idfCovered(answer, 3)),
  ...sweep('rare words in the best hit', [1, 2, 3], (answer) => rareFound(answer, 1)),
  ...sweep('rare words in the best three', [1, 2, 3], (answer) => rareFound(answer, 3)),
};

// As many as the sessions of devmembench leave, about.
const MEMORIES = 80;
// Rarer than this, in the part of all memories that have it, a word tells one matter from another.
const RARE = 0.1;

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

function rareFound({ words }: Answer, depth: number): number {
  return words.filter(isWithin(depth)).filter(({ share }) => share <= RARE).length;
}

function isWithin(depth: number): (word: WordEvidence) => boolean {
  return ({ rank }) => rank !== undefined && rank <= depth;
}

function weigh(words: readonly WordEvidence[]): number {
  return words.reduce((sum, { idf }) => sum + idf, 0);
}
