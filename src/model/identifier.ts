import { splitIdentifier } from './split-identifier.ts';
import { fold, words } from './word.ts';
import type { Word } from './word.ts';

/** A name as programs write them: words held together by `_` or `-`, each perhaps camelCase. A plain word is one, too. */
export interface Identifier {
  readonly words: readonly Word[];
  /** What its words are made of, folded: `ensure worker started` for any spelling of it. */
  readonly parts: readonly string[];
}

/** The identifiers of a text in order, lazily. A run of an unspaced script is one by itself. */
export function* identifiers(text: string): Generator<Identifier> {
  let held: Word[] = [];
  for (const word of words(text)) {
    if (held.length > 0 && !holds(held, word)) {
      yield identifier(held);
      held = [];
    }
    held.push(word);
  }
  if (held.length > 0) yield identifier(held);
}

/** One word made of parts, or undefined where nobody would write them as one: dates, versions, long slugs. */
export function join(parts: readonly string[]): string | undefined {
  const joined = parts.join('');
  return joined.length > LONGEST_JOIN || /^\p{N}+$/u.test(joined) ? undefined : joined;
}

// Longer chains are slugs or drawings; cutting them there keeps everything that is made of one bounded.
const MOST_WORDS = 12;
const LONGEST_JOIN = 40;
const CONNECTOR = /^(?:[_-]|__)$/;

function holds(held: readonly Word[], next: Word): boolean {
  return !next.unspaced && !held[0]!.unspaced && held.length < MOST_WORDS && CONNECTOR.test(next.gap);
}

function identifier(held: readonly Word[]): Identifier {
  const parts = held[0]!.unspaced ? [held[0]!.text] : held.flatMap((word) => splitIdentifier(word.text));
  return { words: held, parts: parts.map(fold) };
}
