import * as fc from 'fast-check';
import { anyHostileText } from './any-junk.ts';

const SYNTAX = [
  '"',
  '""',
  '(',
  ')',
  '*',
  '^',
  '-',
  '+',
  ':',
  'title:',
  '{title narrative}:',
  'NEAR(a b, 2)',
  ' NEAR/3 ',
  ' AND ',
  ' OR ',
  ' NOT ',
  'rowid:1',
  "'",
  "';",
  '--',
  '/*',
  '?',
  '%',
  '_',
  '\\',
  '[a-z]',
  '#1',
  '@',
];
const WORDS = [
  'login',
  'Worker',
  'ensureWorkerStarted',
  'E0308',
  'src/auth/login.ts',
  'C:\\src\\a.ts',
  'the',
  'não',
  '漢字の検索',
  '東京',
  'ไทย',
  '🧵',
  '2.1.330',
];
const TIMES = [
  'yesterday',
  'since last Tuesday',
  '3 days ago',
  '99999999999 years ago',
  'in January 0',
  'on 2026-02-31',
  'between 2026-05-20 and 2026-05-01',
  'last 0 weeks',
];

const piece = fc.oneof(
  { arbitrary: fc.constantFrom(...WORDS), weight: 3 },
  { arbitrary: fc.constantFrom(...SYNTAX), weight: 3 },
  fc.constantFrom(...TIMES),
  fc.constantFrom(' ', ' ', '\n', '\u0000', '\u3000'),
  anyHostileText,
);

/** What somebody may look for: words, paths and times among the syntax of search engines. */
export const anyQuery: fc.Arbitrary<string> = fc.oneof(
  anyHostileText,
  fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' ')),
);

/** 100 KB of one thing again and again. */
export const anyLongQuery: fc.Arbitrary<string> = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.constantFrom('', ' ', '"', '\n'))
  .map(([pieces, between]) => {
    const unit = pieces.join(between) + between || 'x';
    return unit.repeat(Math.ceil(100_000 / unit.length)).slice(0, 100_000);
  });

// What models write where a number, a list or a date is meant.
const loose = fc.oneof(
  anyQuery,
  fc.constantFrom(
    0,
    -1,
    1.5,
    3,
    1e9,
    1e308,
    -1e308,
    2 ** 53,
    true,
    false,
    null,
    [],
    {},
    '1',
    '-5',
    'NaN',
    'Infinity',
    '1e999',
    '0x10',
    ' 7 ',
    '1,2',
    '[1,"2"]',
    '#3',
  ),
  fc.constantFrom(
    [1, 'x', null],
    [[1]],
    { toString: 1 },
    { length: 2 },
    '2026-05-20',
    '2026-13-45',
    '0000-01-01',
    '9999-12-31',
    '+275760-09-13',
    '*',
    'work',
    '\ud800',
  ),
);

const FIELDS = {
  search: ['query', 'limit', 'offset', 'project', 'type', 'obs_type', 'file', 'dateStart', 'dateEnd', 'orderBy'],
  timeline: ['anchor', 'query', 'depth_before', 'depth_after', 'project'],
  get_observations: ['ids'],
  get_evidence: ['ids', 'max_tokens'],
  session_start_context: ['project'],
  remember: ['text', 'title', 'type', 'project', 'from_user'],
  forget: ['ids'],
} as const;

/** A call of a tool: arguments of which some are right, some wrong, and some not there. */
export const anyToolCall: fc.Arbitrary<{ readonly name: string; readonly arguments: Readonly<Record<string, unknown>> }> = fc
  .constantFrom(...(Object.keys(FIELDS) as (keyof typeof FIELDS)[]), 'search' as const, 'search' as const)
  .chain((name) =>
    fc.record({
      name: fc.constant(name),
      arguments: fc.dictionary(fc.constantFrom(...FIELDS[name], ...FIELDS[name], 'other'), loose, { noNullPrototype: true }),
    }),
  );
