import { escapePattern } from '../model/escape-pattern.ts';
import { PRIVATE_MARK } from '../model/private-mark.ts';
import { privateSpans, redactPrivate } from './private-spans.ts';

/** What somebody keeps private beyond the words themselves. */
export interface PrivateWords {
  /** Texts that are private wherever they come back. */
  readonly values: readonly string[];
  /** Nothing that is said or done about it is to be kept: it is private as a whole, or more than a few words of it are. */
  readonly sealed: boolean;
}

/** What is private about somebody's words; `undefined` for words without private spans. */
export function readPrivate(words: string): PrivateWords | undefined {
  const spans = privateSpans(words).map((span) => span.trim());
  const open = redactPrivate(words);
  if (spans.length === 0 && open === words) return undefined;
  const saysNothing = !/[\p{L}\p{N}]/u.test(open.replaceAll(PRIVATE_MARK, ''));
  const parts = spans.map((span) => ({ isShort: isShort(span), values: valuesIn(span) }));
  return {
    values: [...new Set(parts.flatMap(({ values }) => values))],
    sealed: saysNothing || parts.length === 0 || parts.some(({ isShort: short, values }) => !short || values.length === 0),
  };
}

/** Makes what takes values out of a text, as they are or as URLs, HTML and JSON write them, in any case. Linear in the text. */
export function createHider(values: readonly string[]): (text: string) => string {
  if (values.length === 0) return (text) => text;
  const spelled = [...new Set(values.flatMap(spellings))].toSorted((a, b) => b.length - a.length);
  const any = new RegExp(
    spelled.map((value) => (IS_WORD.test(value) ? `${NO_LETTER_BEFORE}${value}${NO_LETTER_AFTER}` : escapePattern(value))).join('|'),
    'giu',
  );
  return (text) => text.replace(any, PRIVATE_MARK);
}

// A key or a name, perhaps with its label. What is longer is told in other words too, which nobody could find again.
const MOST_WORDS = 3;
// In a script that writes no spaces, so many letters are more than a name.
const MOST_LETTERS = 8;
// Shorter ones stand in words that are not private.
const SHORTEST = 4;
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/gu;
// A short word is part of others.
const IS_WORD = /^\p{L}{4,7}$/u;
const NO_LETTER_BEFORE = String.raw`(?<!\p{L})`;
const NO_LETTER_AFTER = String.raw`(?!\p{L})`;
// What stands beside a secret to say what it is.
const LABEL =
  /^(?:https?|pass(?:word|phrase|code|wd)?|pwd|token|secret|key|api|user(?:name)?|login|name|code|pin|with|from|that|this|and|the)$/iu;

function isShort(span: string): boolean {
  return span.split(/\s+/, MOST_WORDS + 1).length <= MOST_WORDS && (span.match(UNSPACED)?.length ?? 0) <= MOST_LETTERS;
}

// Of a short span all there is; of a long one what looks like a key: it comes back in other sentences.
function valuesIn(span: string): readonly string[] {
  const parts = span.split(/[\s=:@/,;|"'`()<>{}[\]]+/u).map((part) => part.replace(/[.!?]+$/, ''));
  const wanted = isShort(span) ? [span, ...parts.filter((part) => !LABEL.test(part.replaceAll(/^\W+|\W+$/g, '')))] : parts.filter(isKey);
  return wanted.filter((value) => value.length >= SHORTEST && !isOfMark(value.toLowerCase()));
}

// It would be found in every mark; a short word is not found within another.
function isOfMark(value: string): boolean {
  return value === 'private' || (PRIVATE_MARK.includes(value) && !IS_WORD.test(value));
}

function isKey(word: string): boolean {
  return word.length >= 6 && /\p{L}/u.test(word) && /[\p{N}\p{S}]/u.test(word);
}

function spellings(value: string): readonly string[] {
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return [value, encodeURIComponent(value.toWellFormed()), JSON.stringify(value).slice(1, -1), html];
}
