import { mask } from './mask.ts';
import { MOMENTS } from './moments.ts';
import type { Span } from './span.ts';

/** Words of a text that name a time. */
export interface Expression {
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
  readonly span: Span;
  /** It says by a preposition how what it belongs to stands to that time. */
  readonly introduced: boolean;
}

/** The expressions of a text that name a time, in order. Names and code are none. Milliseconds since the epoch. */
export function findExpressions(text: string, now: number): readonly Expression[] {
  const masked = mask(text);
  const found: Expression[] = [];
  for (const { index } of masked.matchAll(START)) {
    if (index < (found.at(-1)?.end ?? 0)) continue;
    const expression = readRange(masked, index, now) ?? readIntroduced(masked, index, now) ?? readAlone(masked, index, now);
    if (expression !== undefined && !isCode(text, expression)) found.push(withApostrophe(text, expression));
  }
  return found;
}

const START = /(?<=^|\s|(?:^|\s)\()[a-z\d]/gi;

/** What a preposition makes of a time. */
const PREPOSITIONS: readonly (readonly [RegExp, (span: Span) => Span])[] = [
  [/(?:ever )?since /iy, ({ from }) => ({ from, to: Infinity })],
  [/(?:after|later than|newer than) /iy, ({ to }) => ({ from: to, to: Infinity })],
  [/(?:before|prior to|earlier than|older than) /iy, ({ from }) => ({ from: -Infinity, to: from })],
  [/(?:until|till|up to) /iy, ({ to }) => ({ from: -Infinity, to })],
  [/(?:in|on|during|of|from|around|over|within|for) /iy, (span) => span],
];

const RANGES: readonly (readonly [RegExp, RegExp])[] = [
  [/between /iy, / and /iy],
  [/from /iy, / (?:to|through|until|till|up to) /iy],
  [/(?:)/y, / (?:to|through|until|till) /iy],
];

function readRange(text: string, start: number, now: number): Expression | undefined {
  for (const [lead, connector] of RANGES) {
    const first = at(lead, text, start);
    const x = first === undefined ? undefined : readMoment(text, first.end, now, first.word);
    const second = x === undefined ? undefined : at(connector, text, x.end);
    const y = second === undefined ? undefined : readMoment(text, second.end, now, second.word);
    if (first === undefined || x === undefined || y === undefined) continue;
    // "between November and January": the November before that January.
    const earlier = x.span.from < y.span.to ? undefined : readMoment(text, first.end, y.span.from, first.word);
    const [from, to] = [(earlier ?? x).span, y.span];
    const span = { from: Math.min(from.from, to.from), to: Math.max(from.to, to.to) };
    return { start, end: y.end, span, introduced: first.word !== '' };
  }
  return undefined;
}

function readIntroduced(text: string, start: number, now: number): Expression | undefined {
  for (const [pattern, apply] of PREPOSITIONS) {
    const preposition = at(pattern, text, start);
    if (preposition === undefined) continue;
    const moment = readMoment(text, preposition.end, now, preposition.word);
    return moment && { start, end: moment.end, span: apply(moment.span), introduced: true };
  }
  return undefined;
}

function readAlone(text: string, start: number, now: number): Expression | undefined {
  const moment = readMoment(text, start, now, '');
  return moment && { start, end: moment.end, span: moment.span, introduced: false };
}

function readMoment(text: string, start: number, now: number, behind: string): { readonly span: Span; readonly end: number } | undefined {
  for (const moment of MOMENTS) {
    if (moment.behind?.test(behind) === false) continue;
    moment.pattern.lastIndex = start;
    const match = moment.pattern.exec(text);
    if (match === null) continue;
    const end = start + match[0].length;
    const found = match.groups ?? {};
    const span = moment.read(found, now);
    const place = { ends: /^\s*(?:[^\s\w]|$)/.test(text.slice(end)), introduced: behind !== '' };
    if (span !== undefined && moment.isClear?.(found, place) !== false) return { span, end };
  }
  return undefined;
}

// Where a pattern ends that begins here, and its last word.
function at(pattern: RegExp, text: string, start: number): { readonly end: number; readonly word: string } | undefined {
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  return match === null ? undefined : { end: start + match[0].length, word: match[0].trim().split(/\s+/).at(-1)! };
}

// `today = new Date()`, `--since yesterday`, "the yesterday variable", "as today", "today's date", "API version 2024-10-21".
function isCode(text: string, { start, end }: Expression): boolean {
  const [before, word, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  return (
    /(?:[=<>+*&|{}[\]]|\b(?:const|let|var|def)|(?:^|\s)--?[a-z][\w-]*)\s*$/i.test(before) ||
    /^\s*[=<>+*&|{}[\]]/.test(after) ||
    (/^(?:today|yesterday)/i.test(word) && (/\b(?:the|an?|as|like|datetime)\s+$/i.test(before) || /^(?:['’]s)?\s+date\b/i.test(after))) ||
    (/^\d/.test(word) && /\b(?:version|v|release|tag|build|api|model)[\s:]+$/i.test(before))
  );
}

function withApostrophe(text: string, expression: Expression): Expression {
  const [apostrophe = ''] = /^['’]s?(?!\w)/.exec(text.slice(expression.end)) ?? [];
  return { ...expression, end: expression.end + apostrophe.length };
}
