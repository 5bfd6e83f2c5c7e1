import { flagSpan, isFlag } from '../flag-span.ts';
import { secretSpan } from '../is-secret-value.ts';
import { readValue, type Value } from '../read-value.ts';
import type { Rule, Span } from '../rule.ts';
import { NAME_HINTS, nameAround } from '../secret-name.ts';

/** A name and its value as arguments of a call, a flag and its value in a list: `define('DB_PASSWORD', 'x')`, `["--password", "x"]`. */
export const callArgument: Rule = {
  family: 'assignment',
  hints: NAME_HINTS,
  pattern: /[\w-]{3,60}\\{0,7}["'`]\s{0,4},(?:\s|\\{1,7}[nrt]){0,80}(?=\\{0,7}["'`])/iy,
  locate,
};

const CALL = /(?:define|set\w{0,20}|put\w{0,20}|add\w{0,20}|append|header|with\w{0,20}|env)\s{0,4}\(\s{0,4}\\{0,7}["'`]$/i;
const BEFORE = 60;

function locate({ 0: all, index, input }: RegExpExecArray): Span | undefined {
  const { name, start, kind } = nameAround(input, index);
  if (kind === undefined) return undefined;
  const value = (): Value | undefined => readValue(input, index + all.length, 'expression');
  // Within a quotation a flag is a word of a sentence.
  if (isFlag(name)) return /["'`]/.test(input.charAt(start - 1)) ? flagSpan(kind, value()) : undefined;
  return CALL.test(input.slice(Math.max(0, start - BEFORE), start)) ? secretSpan(kind, value(), true) : undefined;
}
