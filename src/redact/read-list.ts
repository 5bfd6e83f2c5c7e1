import { secretSpan } from './is-secret-value.ts';
import { readValue } from './read-value.ts';
import type { Span } from './rule.ts';
import type { NameKind } from './secret-name.ts';

/** The secrets of a list of texts in quotes whose first begins here, from the first of them to the last. Bounded. */
export function listSpan(kind: NameKind, text: string, at: number): Span | undefined {
  let span: Span | undefined;
  let next = at;
  while (next < at + MOST) {
    const value = readValue(text, next, 'expression');
    if (value?.quotes === undefined) break;
    // No shell has such lists: nothing in them is expanded.
    const found = isRule(value.text) ? undefined : secretSpan(kind, { ...value, quotes: 'plain' }, true);
    if (found !== undefined) span = { start: span?.start ?? found.start, end: found.end };
    TO_NEXT.lastIndex = value.end;
    const joint = TO_NEXT.exec(text)?.[0];
    if (joint === undefined) break;
    next = value.end + joint.length;
  }
  return span;
}

const MOST = 1000;
const TO_NEXT = /(?:\\{0,7}["'`]|&quot;)(?:\s|\\{1,7}[nrt]){0,4},(?:\s|\\{1,7}[nrt]){0,80}/y;

// What a form asks of a password, and what it says of a wrong one: `required`, `min:8`, `Must be 8 to 64 characters.`
function isRule(value: string): boolean {
  return /^[a-z][a-z_-]*(?::|$)|\s/i.test(value);
}
