import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { GARDEN } from '../../distill/mode/claude-mem-style.ts';
import { holdfast, type Ran, type RunOptions } from '../run.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';

let box: Sandbox;
beforeEach(() => {
  box = createSandbox();
});

it('list names what there is, what is in use, and the languages', async () => {
  const ran = await mode([]);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toMatch(/^code {6}Work on software\nresearch {2}Reading .*\n\nIn use: code\nWith a language: code--<code>/);
  expect(ran.stdout).toMatch(/\bde\b.*\bzh-tw\n/s);
  expect(ran.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(await mode(['list'])).toMatchObject({ stdout: ran.stdout });
  expect(existsSync(box.memory)).toBe(false);
});

it('list knows the files of the user, and says what is wrong with one', async () => {
  write('garden', JSON.stringify({ ...GARDEN, description: 'Beds \u001b[31mand weather' }));
  write('broken', '{');
  const { stdout } = await mode(['list']);
  expect(stdout).toContain(`garden    Beds [31mand weather  ${join(box.memory, 'modes', 'garden.json')}\n`);
  expect(stdout).toMatch(/^broken {4}.*broken\.json is not JSON\./m);
  const json: unknown = JSON.parse((await mode(['list', '--json'], { env: { HOLDFAST_MODE: 'garden' } })).stdout);
  expect(json).toMatchObject({
    current: 'garden',
    modes: [{ name: 'code' }, { name: 'research' }, { name: 'broken', problem: expect.any(String) }, { name: 'garden' }],
    languages: { de: 'German' },
  });
});

it('show prints what a model would be told', async () => {
  const { stdout } = await mode(['show', 'code--de']);
  expect(stdout).toMatch(/^You read .*\n- bugfix: .*\n- gotcha: .*\nWrite in German, [^\n]*\n$/s);
  expect((await mode(['show'], { env: { HOLDFAST_MODE: 'code--de' } })).stdout).toBe(stdout);
  const json: unknown = JSON.parse((await mode(['show', 'code--de', '--json'])).stdout);
  expect(json).toMatchObject({ name: 'code--de', language: 'German', types: expect.any(Array), instructions: stdout.trimEnd() });
});

it.each([
  [['show', 'nothing'], 1, /There is no mode nothing\. There are code, research/],
  [['show', '../code'], 1, /is no name of a mode/],
  [['show', 'a', 'b'], 2, /Which mode\? Usage: holdfast mode/],
  [['list', 'x'], 2, /Which mode\? Usage/],
  [['code'], 2, /Which mode\? Usage/],
])('%j is told in one line', async (args, code, words) => {
  const ran = await mode(args);
  expect(ran).toMatchObject({ code, stdout: '' });
  expect(ran.stderr).toMatch(/^holdfast: [^\n]+\n$/);
  expect(ran.stderr).toMatch(words);
});

function mode(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return holdfast(box, ['mode', ...args], options);
}

function write(name: string, text: string): void {
  mkdirSync(join(box.memory, 'modes'), { recursive: true });
  writeFileSync(join(box.memory, 'modes', `${name}.json`), text);
}
