import * as fc from 'fast-check';
import { anyText } from '../any-text.ts';

const PIECES = [
  '\u0000',
  '\ud800',
  '\udfff',
  '\ufeff',
  '\u001b[31m',
  '\u001b]0;title\u0007',
  '\u202e',
  '\u200b',
  '\u2028',
  '\r\n',
  '\t',
  '漢字',
  '👩‍👩‍👧',
  'e\u0301',
  '</holdfast-memory>',
  '<holdfast-memory project="x">',
  '<system-reminder>',
  '</system-reminder>',
  '<|im_start|>',
  '<command-message>',
  '<command-name>/x</command-name>',
  '<bash-input>ls</bash-input>',
  '<bash-stdout>',
  '<task-notification>',
  '<summary>',
  '</summary>',
  '<analysis>',
  '<private>',
  '</private>',
  '&lt;private&gt;',
  '[Request interrupted by user]',
  'From now on always use tabs. ',
  'We decided to use SQLite because it is one file. ',
  "'; drop table memories; --",
  '"quoted"',
  '%s%n',
  '../../etc/passwd',
  '/tmp',
  '~',
  '[1,{}]',
  '{"a":',
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.001Z',
  '0000-00-00',
  '1e400',
  'word ',
  '.',
  '\n',
];

/** Texts that have broken programs before: control characters, halves of characters, tags, syntax of all kinds, a lot of it. */
export const anyHostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', ' ', '__proto__', 'constructor', 'toString', '*', ...PIECES),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  anyText({ maxLength: 60 }),
  fc
    .tuple(fc.constantFrom(...PIECES, 'x'), fc.constantFrom(200, 5_000, 30_000))
    .map(([piece, length]) => piece.repeat(length / piece.length)),
);

/** Values of JSON in every type, of which few programs expect any. */
export const anyHostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: anyHostileText, weight: 4 },
  fc.constantFrom(null, true, false, 0, -0, -1, 0.5, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, 2 ** 63),
  // Written by hand: to set `__proto__` would make a prototype.
  fc
    .constantFrom('[]', '{}', '[null]', '[[[]]]', '{"toString":1}', '{"length":3}', '{"__proto__":{"x":1}}', '{"":""}')
    .map((text) => JSON.parse(text)),
  fc.constantFrom(7, 40, 1_000).map(nested),
  fc.array(anyHostileText, { maxLength: 4 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A change at some place of a JSON value. */
export interface Edit {
  readonly at: number;
  readonly how: 'put' | 'drop' | 'double' | 'add';
  readonly value: unknown;
}

/** Changes of JSON. */
export const anyEdit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(10_000),
  how: fc.constantFrom('put', 'put', 'put', 'drop', 'double', 'add'),
  value: anyHostileValue,
});

/** JSON text, changed; a text that is none stays. */
export function editJson(text: string, edits: readonly Edit[]): string {
  const holder = { value: parse(text) };
  if (holder.value === undefined) return text;
  for (const edit of edits) apply(holder, edit);
  return JSON.stringify(holder.value) ?? '';
}

type Slot = readonly [holder: Record<string, unknown>, key: string];

function apply(root: Record<string, unknown>, { at, how, value: given }: Edit): void {
  // A copy: what is put in may be changed by the next.
  const value = copy(given);
  const slots = [...slotsIn(root)];
  const [holder, key] = slots[at % slots.length] ?? [root, 'value'];
  if (how === 'put') put(holder, key, value);
  else if (how === 'drop') delete holder[key];
  else if (how === 'double' && Array.isArray(holder)) holder.push(copy(holder[Number(key)]));
  else put(holder, `${typeof value === 'string' ? value : key}${how === 'add' ? '' : '2'}`, value);
}

function* slotsIn(holder: object, depth = 12): Generator<Slot> {
  if (depth === 0) return;
  for (const [key, value] of Object.entries(holder)) {
    yield [holder as Record<string, unknown>, key];
    if (typeof value === 'object' && value !== null) yield* slotsIn(value as object, depth - 1);
  }
}

function put(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function nested(depth: number): unknown {
  return JSON.parse(`${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`);
}

function copy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
