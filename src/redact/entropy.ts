import type { Span } from './rule.ts';
import { splitName } from './secret-name.ts';
import { looksRandom } from './looks-random.ts';

/** Finds among the words of a text those that are so random that they can only be keys, and are none of their look-alikes. Linear. */
export function findRandom(text: string, words: readonly Span[]): readonly Span[] {
  const found: Span[] = [];
  for (const { start, end } of words) addWord(text, start, end, found);
  return found;
}

const SHORTEST = 20;
// What is longer is data: an image, an archive, a certificate.
const LONGEST = 200;
const BEFORE = 60;

// What a hash, an id or something public is called.
const HARMLESS = new Set(
  'id ids uuid guid sha hash checksum integrity digest etag md5 commit rev revision ref signature public cursor nonce'.split(' '),
);
const NAME = /([\w-]{1,40})\\{0,7}["'`]?\s{0,3}(?:=>|:=|[:=>])\s{0,3}\\{0,7}["'`]?$/;

function addWord(text: string, start: number, end: number, found: Span[]): void {
  // Without a name before it and a full stop after it.
  const word = text.slice(start, end);
  const from = start + Math.max(word.lastIndexOf('=', word.length - SHORTEST) + 1, 0);
  let to = end;
  while (text[to - 1] === '.') to -= 1;
  const length = to - from;
  if (length < SHORTEST || length > LONGEST || !looksRandom(text.slice(from, to))) return;
  if (!isCut(text, from, to) && !isInBlock(text, from, to) && !isHarmless(text.slice(Math.max(0, from - BEFORE), from))) {
    found.push({ start: from, end: to });
  }
}

// A piece of something longer, as an example shows it.
function isCut(text: string, from: number, to: number): boolean {
  return text.startsWith('...', to) || text.startsWith('…', to) || text.startsWith('..', from);
}

function isHarmless(before: string): boolean {
  const name = NAME.exec(before)?.[1] ?? '';
  const words = [name.toLowerCase(), ...splitName(name)];
  return before.endsWith('base64,') || QUOTED_ETAG.test(before) || words.some((word) => HARMLESS.has(word) || HASH.test(word));
}

// What is as long stands on the next line, or the one before.
function isInBlock(text: string, from: number, to: number): boolean {
  return NEXT_LINE.test(text.slice(to, to + LINE)) || LINE_BEFORE.test(text.slice(Math.max(0, from - LINE), from));
}

const LINE = 76;
const NEXT_LINE = /^["'`+,\\]{0,4}(?:\s|\\n){1,20}["'`+]{0,2}[A-Za-z\d+/]{48}/;
const LINE_BEFORE = /[A-Za-z\d+/]{48}["'`+,\\]{0,4}(?:\s|\\n){1,20}["'`+]{0,2}$/;
const QUOTED_ETAG = /\bW\/\\{0,7}"$/;
const HASH = /^(?:sha\d{1,3}|h1)$/;
