import { secretSpan } from '../is-secret-value.ts';
import { readValue } from '../read-value.ts';
import type { Rule, Span } from '../rule.ts';
import { NAME_HINTS, nameAround } from '../secret-name.ts';

/** A name and its value as arguments of a call: `define('DB_PASSWORD', 'x')`, `setenv("API_TOKEN", "x")`. */
export const callArgument: Rule = {
  family: 'assignment',
  hints: NAME_HINTS,
  pattern: /[\w-]{3,60}\\{0,7}["'`]\s{0,4},\s{0,40}(?=\\{0,7}["'`])/iy,
  locate,
};

const CALL = /(?:define|set\w{0,20}|put\w{0,20}|add\w{0,20}|append|header|with\w{0,20}|env)\s{0,4}\(\s{0,4}\\{0,7}["'`]$/i;
const BEFORE = 60;

function locate({ 0: all, index, input }: RegExpExecArray): Span | undefined {
  const { start, kind } = nameAround(input, index);
  if (kind === undefined || !CALL.test(input.slice(Math.max(0, start - BEFORE), start))) return undefined;
  return secretSpan(kind, readValue(input, index + all.length, 'expression'), true);
}
