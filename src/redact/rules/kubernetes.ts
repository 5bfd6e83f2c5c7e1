import type { Rule } from '../rule.ts';

const KIND = String.raw`(?<![^\s])kind:[ \t]{0,4}["']?Secret(?!\w)["']?`;
// The lines after `data:` that are indented deeper. Taken as a whole, so that none is looked at twice.
const LINES = String.raw`(?:\k<indent>[ \t][^\n]{1,20000}(?:\n|$)){1,200}`;
const DATA = String.raw`(?<=(?<![^\n])(?<indent>[ \t]{0,12}))(?:stringData|data):[ \t]{0,9}\r?\n(?=(?<secret>${LINES}))\k<secret>`;
const BETWEEN = String.raw`(?:(?!\n---)[^]){0,400}?`;

/** The data of a Kubernetes secret in YAML, in whichever order its parts are, also within a list. */
export const kubernetes: readonly Rule[] = [
  {
    family: 'kubernetes',
    hints: ['kind: secret', 'kind:secret', 'kind: "secret', "kind: 'secret"],
    pattern: new RegExp(KIND + BETWEEN + DATA, 'y'),
    accept: hasValue,
  },
  { family: 'kubernetes', hints: ['data:', 'stringdata:'], pattern: new RegExp(DATA + BETWEEN + KIND, 'y'), accept: hasValue },
];

// A name and what is the base64 of something, not a template.
function hasValue(lines: string): boolean {
  return /:[ \t]{0,9}(?:[|>][-+]?\s{1,40})?["']?[A-Za-z0-9+/]{10,}={0,3}["']?[ \t\r]*$/m.test(lines);
}
