import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { holdfast } from '../run.ts';
import { createSandbox } from '../sandbox.ts';
import { createFilledSandbox } from './filled-memory.ts';

describe('where nothing is stored yet', () => {
  it.each([
    [['search', 'login'], /^Nothing is stored yet\.$/],
    [['search', '--sessions'], /^Nothing is stored yet\.$/],
    [['timeline'], /^Nothing is stored yet\.$/],
    [['status'], /Nothing is stored yet\./],
    [['usage'], /^No call of a model is on record for the last 30 days\.$/],
    [['context'], /No memory of this project yet/],
    [['doctor'], /not there yet[^]*There is none yet/],
    [['events', '--session', 's'], /^Nothing was recorded of that session\.$/],
  ])('holdfast %j says so and makes no file', async (args, words) => {
    const box = createSandbox();
    const ran = await holdfast(box, args, { env: { HOLDFAST_HOME: undefined } });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout.trimEnd()).toMatch(words);
    expect(readdirSync(box.root, { recursive: true }).toSorted()).toEqual(['home', 'temporary', 'work', 'work/site']);
  });

  it.each([
    [['search', '--json'], []],
    [['search', '--sessions', 'login', '--json'], []],
    [['timeline', '--json'], { anchor: null, memories: [] }],
    [['events', '--session', 's', '--json'], []],
    [['status', '--json'], expect.objectContaining({ bytes: 0, projects: 0, sessions: 0, events: 0, memories: 0, projectList: [] })],
    [['usage', '--days', '1', '--json'], expect.objectContaining({ calls: 0, models: [], projects: [] })],
    [['doctor', '--json'], expect.arrayContaining([{ subject: 'database', state: 'ok', text: 'There is none yet.' }])],
  ])('holdfast %j has nothing to list and makes no file', async (args, value) => {
    const box = createSandbox();
    const ran = await holdfast(box, args);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toEqual(value);
    expect(existsSync(box.memory)).toBe(false);
  });
});

it('looking around in a folder nothing is known of makes no project', async () => {
  const box = await createFilledSandbox();
  for (const name of ['search', 'context', 'timeline', 'status', 'doctor']) await holdfast(box, [name]);
  const { stdout } = await holdfast(box, ['status', '--json']);
  expect(JSON.parse(stdout).projectList).toMatchObject([{ name: 'shop-api' }]);
  expect((await holdfast(box, ['search', 'logged', 'out'])).stdout).toBe('Nothing found.\n');
});
