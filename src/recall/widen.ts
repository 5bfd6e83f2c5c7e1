import type { ParsedQuery } from './parse.ts';

/**
 * Adds to a query the words that its unknown ones may have meant: further alternatives, and further words to explain hits
 * with, after those that were asked for. Quoted phrases stay as they were typed.
 */
export function widen(query: ParsedQuery, similar: ReadonlyMap<string, readonly string[]>): ParsedQuery {
  const meant = query.words.flatMap((word) => similar.get(word) ?? []);
  if (meant.length === 0) return query;
  const { any, required } = query.terms;
  const known = new Set(any.map((phrase) => phrase.join(' ')));
  const further = [...new Set(meant)].filter((term) => !known.has(term)).map((term) => [term]);
  return { terms: { any: [...any, ...further], required }, words: [...new Set([...query.words, ...meant])] };
}
