import { plain } from './plain.ts';

const CLAUSE_END = /[;:,.!?)\]](?=\s)|\sby(?=\s\w+ing\b)|\s[-–—](?=\s)|[。，、；：！？]/g;
const CONNECTOR =
  /(?<!\b(?:wants?|needs?|able|going))\s(?:with|for|when|while|after|before|so|by|from|in|on|at|and|or|as|using|including|to|into|via|through|during|without|because|since|but|which|that|where|who|whose)(?=\s)/g;
const FRONTED = /(?:^|\bthat )(?:even )?(?:when|if|since|after|while|although|once|unless|because|as|before)\b[^,]*$/i;
const DANGLING = new Set(
  (
    'a an and are as at because both but by for from has have if in into is it its more not of on or so such than that the their then there these ' +
    'this to was were when where which while who will with without would you your our we i be been being can could should e.g i.e'
  ).split(' '),
);

/**
 * At most `max` UTF-16 units of a text, ended at a clause where that keeps the share `least` of them, else at a word;
 * nothing hangs on, no dots are added.
 */
export function clip(text: string, max: number, least = 0.75): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max + 1);
  return trimmed(lastClause(head, max, least) ?? lastWord(head, max));
}

/** A text where it fits in `max` units, else its clauses that do, where they are the share `least` of that; else empty. */
export function wholeIn(text: string, max: number, least: number): string {
  if (text.length <= max) return text;
  const clauses = lastClause(text.slice(0, max + 1), max, least);
  return clauses === undefined ? '' : trimmed(clauses);
}

/** The user's or a tool's own words in quotation marks, cut with a visible ellipsis where longer than `max`. */
export function quote(text: string, max: number): string {
  const line = plain(text).replaceAll('"', "'");
  return `"${line.length <= max ? line : `${clip(line, max - 1)}…`}"`;
}

/** At most `max` words. */
export function clipWords(text: string, max: number): string {
  const words = text.split(' ');
  return words.length <= max ? text : trimmed(lastClause(words.slice(0, max).join(' '), Infinity, 0.6) ?? words.slice(0, max).join(' '));
}

function lastClause(head: string, max: number, least: number): string | undefined {
  let end = 0;
  for (const match of head.matchAll(CLAUSE_END)) {
    const at = match.index + (/[.!?)\]。！？]/.test(match[0]) ? 1 : 0);
    if (at <= max && !FRONTED.test(head.slice(0, match.index))) end = at;
  }
  return end >= head.length * least ? head.slice(0, end) : undefined;
}

function lastWord(head: string, max: number): string {
  const blank = head.lastIndexOf(' ');
  if (blank > max * 0.5) return beforeConnector(head.slice(0, blank), max * 0.6);
  const end = isLowSurrogate(head, max) ? max - 1 : max;
  return head.slice(0, end);
}

/** Ends a phrase before the preposition whose object was cut off, where enough is left. */
function beforeConnector(text: string, min: number): string {
  let end = text.length;
  for (const match of text.matchAll(CONNECTOR)) if (match.index >= min && !isQuoteOpen(text.slice(0, match.index))) end = match.index;
  return text.slice(0, end);
}

function isQuoteOpen(text: string): boolean {
  return text.split('"').length % 2 === 0;
}

function trimmed(text: string): string {
  let rest = text.replace(/[\s,;:–—-]+$/, '');
  for (let blank = rest.lastIndexOf(' '); blank > 0; blank = rest.lastIndexOf(' ')) {
    if (!DANGLING.has(rest.slice(blank + 1).toLowerCase())) break;
    rest = rest.slice(0, blank).replace(/[\s,;:–—-]+$/, '');
  }
  return closed(rest);
}

/** An opening bracket whose end was cut off goes, with what follows it. */
function closed(text: string): string {
  const open = text.lastIndexOf('(');
  if (open < 0 || text.includes(')', open)) return text;
  return open > text.length * 0.4 ? text.slice(0, open).trimEnd() : text;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
