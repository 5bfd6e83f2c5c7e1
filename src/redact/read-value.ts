import type { Span } from './rule.ts';
import { type Quotes, quotesOf } from './stands-for-another.ts';

/** A value in code, configuration or prose, without its quotes. */
export interface Value extends Span {
  readonly text: string;
  readonly quotes: Quotes | undefined;
}

/** How a value without quotes ends: where a shell, an expression or a sentence would end it, or only at a space. */
export type Ending = 'expression' | 'space';

/**
 * Reads the value that begins here: quoted, with as many backslashes before its quotes as JSON in JSON has, or bare. A quotation that
 * is not closed on its line was cut off: its first word counts. Undefined where there is nothing. Bounded.
 */
export function readValue(text: string, at: number, ending: Ending): Value | undefined {
  OPENING.lastIndex = at;
  const [opening, escape, quote] = OPENING.exec(text) ?? ['', '', ''];
  const start = at + opening.length;
  const end = quote === '' ? undefined : findEnd(text, start, escape!.length, quote!);
  if (end !== undefined) return make(text, start, end, isJson(text, at, quote!) ? 'plain' : quotesOf(quote));
  const bare = quote === '' && ending === 'space' ? TO_SPACE : TO_DELIMITER;
  bare.lastIndex = start;
  return make(text, start, start + (bare.exec(text)?.[0].length ?? 0), undefined);
}

const MOST = 1000;
const LONGEST_SIGN = 24;
const JSON_NAME = /(?:"|&quot;)\s{0,8}:\s{0,8}$/;
// A prefix of strings in Python and C#, then the quote.
const OPENING = /(?:[bfru@]{0,2}(?=["']))?(\\{0,7})(["'`]|&quot;)/y;
const TO_SPACE = /[^\s"'`\\]{1,500}/y;
const TO_DELIMITER = /[^\s"'`\\,;<>(){}[\]|&]{1,500}/y;

// The same quote with as many backslashes: fewer belong to what is around, more to what is inside.
function findEnd(text: string, start: number, escapes: number, quote: string): number | undefined {
  const most = Math.min(text.length, start + MOST);
  for (let at = start; at < most; at += 1) {
    if (text[at] === '\n') return undefined;
    if (!text.startsWith(quote, at)) continue;
    let slashes = 0;
    while (at - slashes > start && text[at - slashes - 1] === '\\') slashes += 1;
    if (escapes === 0 ? slashes % 2 === 0 : slashes <= escapes) return at - (escapes === 0 ? 0 : slashes);
  }
  return undefined;
}

// After a name in quotes and a colon.
function isJson(text: string, at: number, quote: string): boolean {
  return quote !== '`' && JSON_NAME.test(text.slice(Math.max(0, at - LONGEST_SIGN), at));
}

function make(text: string, start: number, end: number, quotes: Quotes | undefined): Value | undefined {
  return end > start ? { text: text.slice(start, end), start, end, quotes } : undefined;
}
