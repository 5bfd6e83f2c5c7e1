import { secretSpan } from './is-secret-value.ts';
import type { Value } from './read-value.ts';
import type { Span } from './rule.ts';
import { type NameKind, speaksOfSecret } from './secret-name.ts';

/** Whether a name is one of a flag: `--password`, `-storepass`. */
export function isFlag(name: string): boolean {
  return /^--?[A-Za-z]/.test(name);
}

/** What follows a flag as the next entry of a list, if it is the secret that the flag says. Nothing in a list is expanded. */
export function flagSpan(kind: NameKind, value: Value | undefined): Span | undefined {
  if (value === undefined || isOther(value.text)) return undefined;
  return secretSpan(kind, value.quotes === undefined ? value : { ...value, quotes: 'plain' }, true);
}

// The next flag, what is said of the flag, the name of its variable.
function isOther(value: string): boolean {
  return /^-|\s/.test(value) || (/^[A-Za-z_]+$/.test(value) && speaksOfSecret(value));
}
