import { bigrams } from '../model/bigrams.ts';
import { fold, separates, words } from '../model/word.ts';
import type { Word } from '../model/word.ts';

/**
 * What stands between quotation marks in a query, as phrases that have to be in the text word for word. A query with
 * more quotations than anybody types is pasted code or JSON: its quotation marks mean nothing.
 */
export function requirePhrases(text: string): readonly (readonly string[])[] {
  const phrases = Array.from(text.matchAll(QUOTATION), ([, quoted]) => toPhrases(quoted!)).filter(({ length }) => length > 0);
  return phrases.length > MOST_QUOTATIONS ? [] : phrases.flat();
}

const QUOTATION = /["“”„]([^"“”„]*)["“”„]/g;
const MOST_QUOTATIONS = 4;
// The beginning of a longer run stands for all of it.
const LONGEST_RUN = 64;

// Only words that unicode61 sees as we do are adjacent in the raw text; the others are indexed apart.
function toPhrases(quoted: string): readonly (readonly string[])[] {
  const phrases: string[][] = [];
  let open = false;
  for (const word of words(quoted)) {
    const adjacent = word.plain && !word.unspaced;
    if (open && adjacent && separates(word.gap)) phrases.at(-1)!.push(fold(word.text));
    else phrases.push(toPhrase(word));
    open = adjacent;
  }
  return phrases;
}

function toPhrase(word: Word): string[] {
  return word.unspaced ? bigrams(word.text).slice(0, LONGEST_RUN) : [fold(word.text)];
}
