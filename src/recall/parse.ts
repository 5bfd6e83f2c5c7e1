import { join } from '../model/identifier.ts';
import { fold } from '../model/word.ts';
import type { TermQuery } from '../ports/term-query.ts';
import { choose, naming } from './alternative.ts';
import type { Alternative } from './alternative.ts';
import { compounds } from './compound.ts';
import type { Compound } from './compound.ts';
import { expand, isWord } from './expand.ts';
import { requirePhrases } from './require-phrases.ts';
import { STOP_WORDS } from './stop-words.ts';

/** What a query asks, as terms of the index. */
export interface ParsedQuery {
  readonly terms: TermQuery;
  /** The words and names that were asked for, folded, each once: what to show a person who wants to know why. */
  readonly words: readonly string[];
}

/**
 * Turns any text into terms of the index: letters and digits only, so that nothing in it can be syntax of a search
 * engine. Words are alternatives, "quoted phrases" are required; no other sign and no operator means anything. Without
 * letters or digits there are no terms. `any` repeats what is required, so that a caller may drop `required`.
 */
export function parseQuery(text: string): ParsedQuery {
  const read = text.length > LONGEST ? `${text.slice(0, LONGEST / 2)}\n${text.slice(-LONGEST / 2)}` : text;
  const all = [...compounds(read)];
  const asked = all.filter((compound) => !isStopWord(compound));
  const content = asked.length > 0 ? asked : all;
  const required = requirePhrases(read);
  const alternatives = [...required.map((terms) => naming(...terms)), ...content.flatMap(expand), ...combine(all)];
  return {
    terms: { any: choose(alternatives, MOST_ALTERNATIVES), required },
    words: [...new Set(content.map(spell))].slice(0, MOST_ALTERNATIVES),
  };
}

// Each alternative costs the search engine a list of matches. A question has ten; a pasted log keeps its names.
const MOST_ALTERNATIVES = 32;
// What was pasted into a longer query stands in its middle.
const LONGEST = 20_000;

function isStopWord(compound: Compound): boolean {
  return isWord(compound) && STOP_WORDS.has(toTerm(compound));
}

// "reuse port" finds `reuseport`; two words that carry meaning count more side by side.
function combine(all: readonly Compound[]): readonly Alternative[] {
  if (all.length > LONGEST_COMBINED) return [];
  return all.slice(1).flatMap((second, i) => {
    const first = all[i]!;
    if (!areNeighbours(first, second)) return [];
    const stops = [first, second].filter(isStopWord).length;
    return stops === 0 || (stops === 1 && all.length <= SHORT)
      ? combinePair([first, second].map(toTerm), { adjacent: stops === 0, joined: all.length <= SHORT })
      : [];
  });
}

// A short query may be a name in words: "is valid", "on click", "log in". In a longer one, stop words are just that.
const SHORT = 6;
// Looking for a pair costs more than for its words, and in a longer text those are enough.
const LONGEST_COMBINED = 12;

function combinePair(pair: readonly string[], as: { readonly adjacent: boolean; readonly joined: boolean }): readonly Alternative[] {
  const joined = as.joined ? join(pair) : undefined;
  // They go before the words they are made of where there is no room for all.
  const specificity = Math.min(...pair.map(({ length }) => length)) - 1;
  return [...(as.adjacent ? [{ terms: pair, specificity }] : []), ...(joined === undefined ? [] : [{ terms: [joined], specificity }])];
}

function toTerm(compound: Compound): string {
  return compound[0]!.parts[0]!;
}

function areNeighbours(first: Compound, second: Compound): boolean {
  const [word] = second[0]!.words;
  return isWord(first) && isWord(second) && !first[0]!.words[0]!.unspaced && !word!.unspaced && /^[ \t]+$/.test(word!.gap);
}

function spell(compound: Compound): string {
  const [first, ...rest] = compound.flatMap(({ words }) => words);
  return [fold(first!.text), ...rest.map(({ gap, text }) => gap + fold(text))].join('');
}
