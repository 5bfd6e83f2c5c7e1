import * as fc from 'fast-check';
import { anyDamage, damage } from './any-bytes.ts';
import { anyEdit, anyHostileText, anyHostileValue, editJson } from './any-junk.ts';

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

const MODE = {
  name: 'x',
  description: 'What was cooked',
  language: 'fr',
  types: [{ id: 'recipe', description: 'how a dish is made' }, { id: 'tip' }],
  concepts: [{ id: 'taste', description: 'how it was' }],
  role: 'You watch a kitchen.',
  record: 'Amounts and times.',
  skip: 'Washing up.',
};

const CLAUDE_MEM_MODE = {
  name: 'Kitchen',
  version: '1.0.0',
  observation_types: [{ id: 'recipe', label: 'Recipe', description: 'How a dish is made', emoji: 'x', work_emoji: 'y' }],
  observation_concepts: [{ id: 'taste', label: 'Taste', description: 'How it was' }],
  prompts: {
    system_identity: 'You watch a kitchen. Answer with <observation> XML.',
    recording_focus: 'WHAT TO RECORD\n--------------\nAmounts and times.',
    skip_guidance: 'Skip washing up. Return an empty response.',
    type_guidance: '**type**: MUST be one of:\n - recipe: a dish',
    language_instruction: 'Write in French.',
    footer: 'Write all of it in French. Never reply with anything else.',
  },
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
export const anyMode: fc.Arbitrary<Buffer> = fc.oneof(anyJson(MODE), anyJson(CLAUDE_MEM_MODE));

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
