import { flagSpan } from '../flag-span.ts';
import { readValue } from '../read-value.ts';
import type { Rule, Span } from '../rule.ts';
import { kindOfName } from '../secret-name.ts';

/** A flag and its value as two lines of a list in YAML: `- --password` and `- x`. */
export const flagLine: Rule = {
  family: 'assignment',
  hints: ['- --', '- "--', "- '--"],
  pattern: /- ["']?--(?<name>[A-Za-z][\w-]{0,60})["']?[ \t]{0,4}(?:\r?\n|\\n)[ \t]{0,40}- /y,
  locate,
};

function locate({ 0: all, index, input, groups }: RegExpExecArray): Span | undefined {
  const kind = kindOfName(groups!['name']!);
  const value = kind === undefined ? undefined : readValue(input, index + all.length, 'space');
  // Others are sentences.
  return kind !== undefined && value !== undefined && ENDS_LINE.test(input.slice(value.end, value.end + 4))
    ? flagSpan(kind, value)
    : undefined;
}

const ENDS_LINE = /^["']?(?:$|\s*[\r\n]|\\n)/;
