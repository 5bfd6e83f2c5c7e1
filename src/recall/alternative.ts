/** One way in which a text may say what a query asks: terms that have to be adjacent. */
export interface Alternative {
  readonly terms: readonly string[];
  /** How much a match tells: the letters that have to agree, more for a name than for words of the language. */
  readonly specificity: number;
}

/** An alternative made of words of the language. */
export function wording(...terms: readonly string[]): Alternative {
  return { terms, specificity: countLetters(terms) };
}

/** An alternative that is a name, or a part of one. */
export function naming(...terms: readonly string[]): Alternative {
  return { terms, specificity: countLetters(terms) + NAME };
}

/** The most specific alternatives, each once, in the order they came. */
export function choose(alternatives: readonly Alternative[], limit: number): readonly (readonly string[])[] {
  const distinct = new Map<string, Alternative>();
  for (const alternative of alternatives) {
    const key = alternative.terms.join(' ');
    if (!distinct.has(key)) distinct.set(key, alternative);
  }
  const kept = new Set([...distinct.values()].toSorted((a, b) => b.specificity - a.specificity).slice(0, limit));
  return [...distinct.values()].filter((alternative) => kept.has(alternative)).map(({ terms }) => terms);
}

// A short name (`e0308`) says more than a long word ("implementation").
const NAME = 20;

function countLetters(terms: readonly string[]): number {
  return terms.reduce((sum, term) => sum + term.length, 0);
}
