import type { Memory } from '../model/memory.ts';
import { EVERYDAY_WORDS } from './everyday-words.ts';
import { occurrences } from './occurrences.ts';

/** A word of a prompt that says what it is about. */
export interface TellingWord {
  readonly word: string;
  /** What a memory that has it, too, is worth for it: 0 to 6, the rarer the more. */
  readonly weight: number;
}

// Chosen on real prompts with labelled memories, none of them unseen: see docs/recall.md. About three rare words ...
const ENOUGH = 15;
// ... which are not a small part of what the prompt is about.
const COVERAGE = 0.15;
const MOST = 6;
// A project of ten memories knows as little of how rare a word is as one of a thousand: as if there were so many more without it.
const BACKGROUND = 1000;
const SHORTEST = 3;

/** The words of a prompt that may speak for a memory; one for all forms of a word. */
export function chooseTellingWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => isLong(word) && !EVERYDAY_WORDS.has(word) && !EVERYDAY_WORDS.has(stem(word)));
  return [...Map.groupBy(telling, stem).values()].map((forms) => forms[0]!);
}

/** What a word weighs that `count` of `total` memories have. */
export function weighWord(word: string, count: number, total: number): TellingWord {
  return { word, weight: Math.min(MOST, Math.log((total + BACKGROUND) / (count + 1))) };
}

/** Whether a prompt could open the gate for any memory at all. */
export function couldSpeak(words: readonly TellingWord[]): boolean {
  return sum(words) >= ENOUGH;
}

/** Whether a memory is about what a prompt is about, so that it is worth being said unasked. Silent when unsure. */
export function speaksTo(memory: Memory, words: readonly TellingWord[]): boolean {
  const { title, subtitle, narrative, facts, filesModified, filesRead } = memory;
  const text = [title, subtitle, narrative, ...facts, ...filesModified, ...filesRead].join('\n');
  const found = new Set(
    occurrences(
      words.map(({ word }) => word),
      text,
    ),
  );
  const evidence = sum(words.filter(({ word }) => found.has(word)));
  return evidence >= ENOUGH && evidence >= COVERAGE * sum(words);
}

function sum(words: readonly TellingWord[]): number {
  return words.reduce((total, { weight }) => total + weight, 0);
}

function isLong(word: string): boolean {
  return (word.match(/\p{L}/gu)?.length ?? 0) >= SHORTEST || /\p{Lo}{2}/u.test(word);
}

function stem(word: string): string {
  return word.replace(/(?<=\p{L}{2})(?:ing|ed|es|s|ly)$/u, '');
}
