import { findExpressions } from './dates/expressions.ts';
import type { Expression } from './dates/expressions.ts';
import { mayNameTime } from './dates/names.ts';
import { combine } from './dates/span.ts';
import type { Span } from './dates/span.ts';
import { STOP_WORDS } from './stop-words.ts';

/** What a query says about time. */
export interface ReadDates {
  /** Milliseconds since the epoch, inclusive. Absent: open. */
  readonly from?: number;
  /** Milliseconds since the epoch, exclusive. Absent: open. */
  readonly to?: number;
  /** The query without it. */
  readonly rest: string;
  /** A preposition says it: "since Tuesday", "in January", not "yesterday". */
  readonly introduced: boolean;
  /** Nothing else is asked: "what did we do last week". */
  readonly alone: boolean;
}

/**
 * What an English query says about the time of what it asks for, at `now` (milliseconds since the epoch), in the time zone
 * of the process. Of several times what they have in common counts, else all from the first to the last. Undefined: it
 * names none, or only the future, or all of the past, or so many that it is pasted text.
 */
export function readDates(text: string, now: number): ReadDates | undefined {
  if (text.length > LONGEST || !mayNameTime(text)) return undefined;
  const expressions = findExpressions(text, now);
  if (expressions.length === 0) return undefined;
  const rest = cutOut(text, expressions);
  if (expressions.length + (rest.match(STAMP)?.length ?? 0) > MOST) return undefined;
  const span = expressions.map((expression) => expression.span).reduce(combine);
  if (!saysSomething(span, now)) return undefined;
  return {
    ...(span.from === -Infinity ? {} : { from: span.from }),
    ...(span.to === Infinity ? {} : { to: span.to }),
    rest,
    introduced: expressions.some(({ introduced }) => introduced),
    alone: asksNothing(rest),
  };
}

// Longer queries are pasted text.
const LONGEST = 300;
const MOST = 3;
const STAMP = /\d{4}-\d\d-\d\d|\d\d:\d\d/g;

// What is to come is not remembered, and all of the past is no choice.
function saysSomething({ from, to }: Span, now: number): boolean {
  return from <= now && from < to && (from > -Infinity || to < now);
}

function cutOut(text: string, expressions: readonly Expression[]): string {
  const starts = [0, ...expressions.map(({ end }) => end)];
  const ends = [...expressions.map(({ start }) => start), text.length];
  const pieces = starts.map((start, i) => text.slice(start, ends[i]).trim());
  return pieces
    .filter((piece) => piece !== '')
    .join(' ')
    .replace(/ (?=[,.;:?!])/g, '');
}

function asksNothing(rest: string): boolean {
  const words = rest.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => STOP_WORDS.has(word) || EMPTY.has(word));
}

// What asks for whatever there is.
const EMPTY: ReadonlySet<string> = new Set(
  'happen happened happening done work worked working going went everything anything something stuff things show list tell'.split(' '),
);
