import * as fc from 'fast-check';
import { anyDamage, damage } from './any-bytes.ts';
import { anyEdit, anyHostileText, anyHostileValue, editJson } from './any-junk.ts';
import { GARDEN } from '../distill/mode/claude-mem-style.ts';
import { COOKING } from '../distill/mode/own-style.ts';

const SETTINGS = {
  contextTokens: 2000,
  busyTimeoutMs: 1000,
  enabled: true,
  listCapture: 'false',
  modelProvider: 'openai-compatible',
  modelName: 'small',
  modelUrl: 'http://127.0.0.1:1/v1',
  modelKeyVariable: 'KEY',
  modelCommand: ['program', '--flag'],
  modelEnvironment: ['PATH'],
  modelDeadlineMs: 1000,
  modelChildren: 1,
  modelTokensPerDay: 0,
  modelUsdPerDay: '0.5',
  modelPrices: { small: [1, 2, 0.5] },
  embedder: '',
  embedderPrefixes: ['query: ', 'passage: '],
  mode: 'code--de',
  modeFolder: '',
  excludeProjects: ['~/secret/**', 'git@host:*/x'],
  excludePaths: ['*.env', '!a.env', '/build/'],
  excludeTools: ['mcp__*'],
  excludeSubagents: ['Explore'],
};

function anyJson(sample: object): fc.Arbitrary<Buffer> {
  const edited = fc.array(anyEdit, { maxLength: 5 }).map((edits) => Buffer.from(editJson(JSON.stringify(sample), edits)));
  return fc.oneof(
    { arbitrary: edited, weight: 5 },
    fc.tuple(edited, fc.array(anyDamage, { maxLength: 3 })).map(([bytes, damages]) => damage(bytes, damages)),
    anyHostileValue.map((value) => Buffer.from(JSON.stringify(value))),
    anyHostileText.map((text) => Buffer.from(text)),
  );
}

/** A `config.json` with a mistake or more. */
export const anyConfig: fc.Arbitrary<Buffer> = anyJson(SETTINGS);

/** A mode file with a mistake or more, in our format or in claude-mem's. */
export const anyMode: fc.Arbitrary<Buffer> = fc.oneof(anyJson(COOKING), anyJson(GARDEN));

const MOST_WILD = 40;
const GLOBS = [
  '*',
  '**',
  '**/',
  '/',
  '!',
  '\\',
  '[',
  ']',
  '[!a-z]',
  '{a,b}',
  '?',
  '#',
  ' ',
  '.',
  '..',
  '../',
  'a',
  'b.env',
  'src/',
  '(a+)+',
  '\n',
  '\r\n',
  '\t',
];
const glob = fc.array(fc.constantFrom(...GLOBS), { maxLength: 30 }).map((pieces) => pieces.join(''));

/** Globs and patterns of a .gitignore: right ones, wrong ones, and such as take long to try. */
export const anyPattern: fc.Arbitrary<string> = fc.oneof(
  glob,
  anyHostileText,
  fc
    .tuple(fc.constantFrom('*a', '**/', '*/', '**a', '?*', 'a*', '[a-z]*', '{a,*}', '**/*'), fc.integer({ min: 1, max: MOST_WILD }))
    .map(([piece, times]) => `${piece.repeat(times)}b`),
);

/** A `.holdfastignore`. */
export const anyIgnoreFile: fc.Arbitrary<Buffer> = fc
  .tuple(fc.array(anyPattern, { maxLength: 8 }), fc.array(anyDamage, { maxLength: 2 }))
  .map(([patterns, damages]) => damage(Buffer.from(patterns.join('\n')), damages));

/** A path that some tool named. */
export const anyPath: fc.Arbitrary<string> = fc.oneof(
  anyHostileText,
  fc.constantFrom(
    '/',
    '.',
    '..',
    '~',
    '~/x',
    '$HOME/x',
    'C:\\x',
    '/a/b.env',
    'src/a.ts',
    '//x//y',
    `/${'a/'.repeat(300)}c`,
    'a'.repeat(200),
    `${'a'.repeat(60)}/${'a'.repeat(60)}`,
  ),
);
