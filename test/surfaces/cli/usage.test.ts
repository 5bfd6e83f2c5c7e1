import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { version } from '../../../src/version.ts';
import { holdfast, IN_REMOVED_FOLDER } from '../run.ts';
import { createSandbox } from '../sandbox.ts';

const COMMANDS = [
  'search',
  'show',
  'evidence',
  'timeline',
  'context',
  'remember',
  'accept',
  'forget',
  'pause',
  'resume',
  'off',
  'on',
  'import',
  'status',
  'usage',
  'doctor',
  'drain',
  'model',
  'mode',
  'events',
  'demo',
  'mcp',
  'hook',
];

it('help names every command with what it does, in 80 columns', async () => {
  const box = createSandbox();
  const { code, stdout, stderr } = await holdfast(box, ['help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect([...stdout.matchAll(/^ {2}(\w+) +\S.*\.$/gm)].map(([, name]) => name)).toEqual(COMMANDS);
  expect((await holdfast(box, [])).stdout).toBe(stdout);
});

it('a command says how it is called', async () => {
  const box = createSandbox();
  for (const args of [
    ['show', '--help'],
    ['show', '1', '-h'],
    ['help', 'show'],
  ]) {
    expect(await holdfast(box, args)).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^holdfast show <number\|id>.*\n.+\.\n$/),
    });
  }
  expect((await holdfast(box, ['help', 'help'])).stdout).toMatch(/^Holdfast:/);
  expect(readdirSync(box.root)).not.toContain('memory');
});

it('--version tells the version', async () => {
  expect(await holdfast(createSandbox(), ['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
});

it.each([
  [['constructor'], /There is no command constructor/],
  [['search', '--nope'], /Unknown option '--nope'.*Usage: holdfast search/],
  [['search', 'x', '--limit', 'many'], /--limit wants a whole number, not many/],
  [['search', 'x', '--from', 'someday'], /someday is no date.*YYYY-MM-DD/],
  [['search', 'x', '--sessions', '--type', 'bugfix'], /Sessions have no type/],
  [['timeline', '--before', '-1'], /--before.*Usage/],
  [['timeline', '--after=1e3'], /--after wants a whole number/],
  [['context', '--project', '*'], /Name one project/],
  [['show'], /Which one\?.*Usage: holdfast show/],
  [['evidence'], /Which one\?.*Usage: holdfast evidence/],
  [['forget'], /Which one\?.*Usage: holdfast forget/],
  [['remember'], /Remember what\?.*Usage/],
  [['remember', '<private>x</private>'], /nothing to remember/],
  [['import'], /Import what\?.*Usage/],
  [['events'], /Of which session\?.*Usage/],
  [['usage', '--days', '0'], /--days wants a number from 1 to 3660/],
  [['status', 'x'], /Unexpected argument 'x'/],
])('holdfast %j is called wrongly: one sentence, exit 2', async (args, words) => {
  const ran = await holdfast(createSandbox(), args);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(/^holdfast: [^\n]+\n$/);
  expect(ran.stderr).toMatch(words);
});

it.each([
  [['show', '999'], /No memory has the number or id 999/],
  [['evidence', '999'], /No memory has the number or id 999/],
  [['forget', '999'], /No memory has the number or id 999/],
  [['search', '--project', 'nope'], /No project is called nope/],
  [['import', 'no-such-folder'], /There is no .*no-such-folder/],
])('holdfast %j finds nothing of that name: one sentence, exit 1', async (args, words) => {
  const ran = await holdfast(createSandbox(), args);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toMatch(/^holdfast: [^\n]+\n$/);
  expect(ran.stderr).toMatch(words);
});

it('a setting that is wrong is named', async () => {
  const ran = await holdfast(createSandbox(), ['status'], { env: { HOLDFAST_CONTEXT_TOKENS: 'plenty' } });
  expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^holdfast: Setting contextTokens.*\n$/) });
});

it('in a folder that was removed, it says so', async () => {
  const ran = await holdfast(createSandbox(), ['search'], { within: IN_REMOVED_FOLDER });
  expect(ran).toMatchObject({ code: 2, stdout: '', stderr: 'holdfast: The current folder was removed. Go to another one.\n' });
});
