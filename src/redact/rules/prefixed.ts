import { escapePattern } from '../../model/escape-pattern.ts';
import { isPlaceholder } from '../is-placeholder.ts';
import type { Rule } from '../rule.ts';

/** Not within a word. What ends an escape is no part of the word after it: `\n`, `\u003d`, `%3D`, the colour of a terminal. */
export const WORD_STARTS: string = String.raw`(?<![A-Za-z0-9](?<!\\[nrt]|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|\x1b\[[0-9;]{1,8}m))`;

/** The word ends here. */
export const WORD_ENDS: string = String.raw`(?![A-Za-z0-9_])`;

/** A rule for keys that are told by what they start with: one of the prefixes, then the body and no more. */
export function prefixed(family: string, prefixes: readonly string[], body: string): Rule {
  return {
    family,
    hints: prefixes.map((prefix) => prefix.toLowerCase()),
    // Made when it is needed: most never are, and all of them would take longer to make than the rest of the start.
    get pattern() {
      const start = prefixes.map(escapePattern).join('|');
      return new RegExp(`${WORD_STARTS}(?:${start})(?:${body})${WORD_ENDS}`, 'y');
    },
    accept: isVaried,
  };
}

/** Whether a key is no placeholder. */
export function isVaried(secret: string): boolean {
  return !isPlaceholder(secret);
}
