import { PRIVATE_MARK, privateSpans, redactPrivate } from './private-spans.ts';

/** What a prompt keeps private beyond its own words. */
export interface PrivateWords {
  /** Texts that are private wherever they come back, the longest first. */
  readonly values: readonly string[];
  /** Nothing that is said or done about the prompt is to be kept: it is private as a whole, or more than a few words of it are. */
  readonly sealed: boolean;
}

/** What is private about a prompt; `undefined` for one without private spans. */
export function readPrivate(prompt: string): PrivateWords | undefined {
  const open = redactPrivate(prompt);
  // A mark may stand where the span itself was cut away with the middle of a long text.
  if (open === prompt && !prompt.includes(PRIVATE_MARK)) return undefined;
  const spans = privateSpans(prompt).map((span) => span.trim());
  const values = [...new Set(spans.flatMap(valuesIn))].toSorted((a, b) => b.length - a.length).slice(0, MOST_VALUES);
  const saysNothing = !/[\p{L}\p{N}]/u.test(open.replaceAll(PRIVATE_MARK, ''));
  return { values, sealed: saysNothing || spans.length === 0 || !spans.every(isValue) };
}

/** A text without these values, as they are or as URLs and JSON write them. Linear in the text for each value. */
export function hideValues(text: string, values: readonly string[]): string {
  return values.reduce((hidden, value) => spellings(value).reduce(hide, hidden), text);
}

// A key or a name, perhaps with its label. What is longer is told in other words too, which nobody could find again.
const MOST_WORDS = 3;
// Shorter ones stand in words that are not private.
const SHORTEST = 4;
const MOST_VALUES = 1000;

function isValue(span: string): boolean {
  return span.length >= SHORTEST && span.split(/\s+/, MOST_WORDS + 1).length <= MOST_WORDS;
}

function valuesIn(span: string): readonly string[] {
  const words = span.split(/\s+/).map((word) => word.replace(/^["'`([{<]+|["'`)\]}>.,;:!?]+$/g, ''));
  const wanted = isValue(span) ? [span, ...(words.length === 1 ? words : words.filter(isName))] : words.filter(isKey);
  return wanted.filter((value) => value.length >= SHORTEST && !PRIVATE_MARK.includes(value));
}

// Beside a key there may be its label, which is an ordinary word.
const LABEL = /^(?:pass(?:word|phrase|code)|token|secret|key|user(?:name)?|login|name|code)$/iu;

function isName(word: string): boolean {
  return !/^\p{Ll}+$/u.test(word) && !LABEL.test(word);
}

function isKey(word: string): boolean {
  return word.length >= 6 && /\p{L}/u.test(word) && /[\p{N}\p{S}]/u.test(word);
}

function spellings(value: string): readonly string[] {
  return [...new Set([value, encodeURIComponent(value.toWellFormed()), JSON.stringify(value).slice(1, -1)])];
}

function hide(text: string, value: string): string {
  return text.replaceAll(value, PRIVATE_MARK);
}
