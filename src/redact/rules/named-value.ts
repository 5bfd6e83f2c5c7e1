import { secretSpan } from '../is-secret-value.ts';
import { readValue } from '../read-value.ts';
import type { Rule, Span } from '../rule.ts';
import { NAME_HINTS, nameAround } from '../secret-name.ts';

/** A name and its value as two fields: `{"name": "DB_PASSWORD", "value": "x"}`, `<add key="ApiToken" value="x"/>`. */
export const namedValue: Rule = {
  family: 'assignment',
  hints: NAME_HINTS,
  pattern: /[\w-]{3,60}(?:\\{0,7}["'])?,?(?:\s|\\n|\\t){1,80}(?:\\{0,7}["'])?value(?:\\{0,7}["'])?\s{0,4}[:=]\s{0,4}/iy,
  locate,
};

function locate({ 0: all, index, input }: RegExpExecArray): Span | undefined {
  const { kind } = nameAround(input, index);
  return kind === undefined ? undefined : secretSpan(kind, readValue(input, index + all.length, 'expression'), false);
}
