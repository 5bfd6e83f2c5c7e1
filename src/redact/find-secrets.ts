import { findRandom } from './entropy.ts';
import type { Rule, Span } from './rule.ts';
import { type Hit, startScanner } from './scan/scanner.ts';

/** A secret in a text, and the family it is of. */
export interface Found extends Span {
  readonly family: string;
}

/** Finds the secrets of a text. */
export type FindSecrets = (text: string) => {
  /** What the rules know, in no order and with overlaps: the earlier rule of the list is the better name for it. */
  readonly known: readonly Ranked[];
  /** Words that look random, in the order of the text. */
  readonly random: readonly Span[];
};

interface Ranked extends Found {
  /** The place of the rule in the list. */
  readonly rank: number;
}

interface Tried {
  readonly rule: Rule;
  readonly rank: number;
  /** With indices, where it has a group. Made when it is first needed: most never are. */
  pattern?: RegExp;
}

/** Makes a finder of these rules: a rule is tried only where one of its hints stands. */
export function createFinder(rules: readonly Rule[]): FindSecrets {
  const byHint = Map.groupBy(rules.flatMap(withHints), ({ hint }) => hint);
  const others = rules.flatMap(({ otherHints = [] }) => otherHints);
  // Each of them has a character beyond Latin-1: V8 has no need to look through a text that has none such.
  const isLikely = new RegExp(`[${others.map((hint) => BEYOND_LATIN.exec(hint)?.[0] ?? '').join('')}]`);
  const scan = startScanner([...byHint.keys()].filter((hint) => !others.includes(hint)));
  // Of each hint that was found once: the rules that have it, or one with which it begins.
  const wanted = new Map<string, readonly Tried[]>();
  const rulesFor = (hint: string): readonly Tried[] => {
    const all = beginnings(hint).flatMap((one) => byHint.get(one)?.map(({ of }) => of) ?? []);
    wanted.set(hint, all);
    return all;
  };
  return (text) => {
    const { hits, words } = scan(text);
    const known: Ranked[] = [];
    // How far each rule has got: what it has seen is not looked at again.
    const next: number[] = [];
    const all = isLikely.test(text) ? [...hits, ...others.flatMap((hint) => findAll(text, hint)).toSorted((a, b) => a.at - b.at)] : hits;
    for (const { hint, at } of all) {
      for (const one of wanted.get(hint) ?? rulesFor(hint)) {
        if (at < (next[one.rank] ?? 0)) continue;
        one.pattern ??= withIndices(one.rule.pattern);
        next[one.rank] = one.pattern.sticky ? tryAt(one, one.pattern, text, at, known) : tryAll(one, one.pattern, text, known);
      }
    }
    return { known, random: findRandom(text, words) };
  };
}

function withHints(rule: Rule, rank: number): readonly { readonly hint: string; readonly of: Tried }[] {
  const of: Tried = { rule, rank };
  return [...rule.hints.map((hint) => hint.toLowerCase()), ...(rule.otherHints ?? [])].map((hint) => ({ hint, of }));
}

const BEYOND_LATIN = /[\u0100-\uffff]/;

function findAll(text: string, hint: string): readonly Hit[] {
  const hits: Hit[] = [];
  for (let at = text.indexOf(hint); at >= 0; at = text.indexOf(hint, at + hint.length)) hits.push({ hint, at });
  return hits;
}

function beginnings(hint: string): readonly string[] {
  return Array.from(hint, (_, i) => hint.slice(0, i + 1));
}

// Where the group stands is told by the indices alone.
function withIndices(pattern: RegExp): RegExp {
  return pattern.source.includes('(?<secret>') && !pattern.hasIndices ? new RegExp(pattern.source, `${pattern.flags}d`) : pattern;
}

function tryAt({ rule, rank }: Tried, pattern: RegExp, text: string, at: number, found: Ranked[]): number {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  const span = match === null ? undefined : locate(rule, match);
  if (span === undefined) return at + 1;
  found.push({ ...span, rank, family: rule.family });
  return span.end;
}

function tryAll({ rule, rank }: Tried, pattern: RegExp, text: string, found: Ranked[]): number {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const span = locate(rule, match);
    if (span !== undefined) found.push({ ...span, rank, family: rule.family });
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return text.length;
}

function locate(rule: Rule, match: RegExpExecArray): Span | undefined {
  if (rule.locate !== undefined) return rule.locate(match);
  const [start, end] = match.indices?.groups?.['secret'] ?? [match.index, match.index + match[0].length];
  const accepted = rule.accept === undefined || rule.accept(match.input.slice(start, end), match);
  return accepted ? { start, end } : undefined;
}
