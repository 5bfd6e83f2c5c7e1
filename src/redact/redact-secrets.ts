import { createFinder, type FindSecrets } from './find-secrets.ts';
import type { Span } from './rule.ts';
import { isSecretValue } from './is-secret-value.ts';
import { assignment } from './rules/assignment.ts';
import { rules } from './rules.ts';
import { kindOfName } from './secret-name.ts';

/** Puts a mark in the place of each secret in a text: `[secret: github]`, `[secret]`. A text without one is returned as it is. */
export function redactSecrets(text: string): string {
  let redacted = text;
  // What stands around a mark may look otherwise than around the secret. It ends: each pass leaves less that is no mark.
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const found = findAll(redacted);
    if (found.length === 0) return redacted;
    redacted = putMarks(redacted, found);
  }
  return redacted;
}

/** The value of a field, or a mark where the name of the field says that it is a secret: `{ password: 'x' }`. */
export function hideNamed(name: string, value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const kind = kindOfName(name);
  const isText = typeof value === 'string';
  const isSecret =
    kind !== undefined && isSecretValue({ kind, value: String(value), literal: isText, quotes: isText ? 'plain' : undefined });
  return isSecret ? `[secret: ${assignment.family}]` : value;
}

const SECRET_MARK = /\[secret(?:: [a-z\d-]{1,40})?\]/g;

const MOST_PASSES = 8;
// Made with the first text: the start of a process does not wait for it.
let find: FindSecrets | undefined;

function findAll(text: string): readonly Marked[] {
  find ??= createFinder(rules);
  const found = find(text);
  if (found.known.length + found.random.length === 0) return [];
  const marks = text.includes('[secret') ? Array.from(text.matchAll(SECRET_MARK), spanOf) : [];
  const known = outside(found.known.toSorted(byStart), marks);
  const random = outside(outside(found.random, marks), merge(known));
  return merge([...known, ...random.map((span) => ({ ...span, rank: rules.length }))].toSorted(byStart));
}

interface Marked extends Span {
  readonly rank: number;
  readonly family?: string;
}

function spanOf({ index, 0: { length } }: RegExpExecArray): Span {
  return { start: index, end: index + length };
}

function byStart(a: Span, b: Span): number {
  return a.start - b.start;
}

// Both in the order of the text; the others do not overlap each other.
function outside<T extends Span>(spans: readonly T[], others: readonly Span[]): readonly T[] {
  let at = 0;
  return spans.filter(({ start, end }) => {
    while (at < others.length && others[at]!.end <= start) at += 1;
    return at === others.length || others[at]!.start >= end;
  });
}

function merge(spans: readonly Marked[]): readonly Marked[] {
  const merged: Marked[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else merged[merged.length - 1] = { ...(span.rank < last.rank ? span : last), start: last.start, end: Math.max(last.end, span.end) };
  }
  return merged;
}

function putMarks(text: string, spans: readonly Marked[]): string {
  const kept: string[] = [];
  let from = 0;
  for (const { start, end, family } of spans) {
    kept.push(text.slice(from, start), family === undefined ? '[secret]' : `[secret: ${family}]`);
    from = end;
  }
  return kept.join('') + text.slice(from);
}
