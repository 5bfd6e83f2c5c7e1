import { identifiers, join } from '../model/identifier.ts';
import type { Identifier } from '../model/identifier.ts';
import { fold } from '../model/word.ts';

/**
 * The words and names of a text that can be looked for by what they look like, each once: names written as one word
 * (`ensureworkerstarted`), the parts of names, words. Each is a term of the index, folded, of 4 to 64 characters, no number
 * and in no script without spaces. At most 5,000.
 */
export function vocabularyWords(text: string): readonly string[] {
  const found = new Set<string>();
  for (const identifier of identifiers(text)) {
    for (const word of [...identifier.parts, toWord(identifier)]) if (isWord(word, identifier)) found.add(word);
    if (found.size >= MOST_WORDS) break;
  }
  return [...found].slice(0, MOST_WORDS);
}

/** What an asked name may be in the vocabulary: of a path or a dotted name its longest part. Undefined: nothing it could be. */
export function vocabularyWord(asked: string): string | undefined {
  const words = Array.from(identifiers(asked), (identifier) => ({ identifier, word: toWord(identifier) }));
  const fitting = words.flatMap(({ identifier, word }) => (isWord(word, identifier) ? [word] : []));
  return fitting.toSorted((a, b) => b.length - a.length)[0];
}

// A memory has fifty.
const MOST_WORDS = 5000;
const WORD = /^[\p{L}\p{N}]{4,64}$/u;

function toWord({ words, parts }: Identifier): string | undefined {
  return words.length === 1 ? fold(words[0]!.text) : join(parts);
}

function isWord(word: string | undefined, { words }: Identifier): word is string {
  return word !== undefined && !words[0]!.unspaced && WORD.test(word) && /\P{N}/u.test(word);
}
