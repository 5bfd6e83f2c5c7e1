import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig, wire } from '../../../src/wire.ts';
import { recordCalls } from '../../app/record-calls.ts';
import { holdfast } from '../run.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';

const DAY = 86_400_000;
const LIMITS = { modelTokensPerHour: 50_000, modelTokensPerDay: 100_000, modelUsdPerDay: 5, modelTokensPerProject: 1_000_000 };
const HOSTILE = '\u001b[31mred\n\u202Emodel';

it('usage tells a person what models took by model, project and day, and the limits, in 80 columns without colour', async () => {
  const box = await createAskedSandbox();
  const lines = (await text(box, 'usage')).trimEnd().split('\n');
  expect(lines.filter((line) => [...line].length > 80 || /\p{Cc}/u.test(line))).toEqual([]);
  expect(lines.map((line) => line.replaceAll(/ {2,}/g, '  '))).toEqual([
    'Models were asked 6 times in 30 days: 91,300 tokens, at least 1.00 US dollars.',
    '',
    expect.stringMatching(/^By model {2}calls {2}input {2}cached {2}output {2}US dollars$/),
    'claude-haiku-4-5-20251001 (anthropic)  3  60,240  40,030  20,060  0.75',
    expect.stringMatching(/^an-unusually-long-name[-longer]*…  1  10,000  10  20  0\.25$/),
    '[31mred model (command)  2  960  20  20  unknown',
    '',
    'By project  calls  input  cached  output  US dollars',
    'shop-api  4  70,240  40,040  20,080  1.00',
    'unknown  2  960  20  20  unknown',
    'What 2 calls cost is not known.',
    '',
    'Tokens by day, █ is 81,280 a day',
    expect.stringMatching(/^\d{4}-\d\d-\d\d ·{24}▁·{4}█ \d{4}-\d\d-\d\d$/),
    '',
    'Limits',
    ' 162%  81,280 of 50,000 tokens per hour',
    expect.stringMatching(/^  used up until \d{4}-\d\d-\d\d \d\d:\d\d$/),
    '  81%  81,280 of 100,000 tokens per day',
    '  9%  90,320 of 1,000,000 tokens per project in 30 days, shop-api',
    '  0%  980 of 1,000,000 tokens per project in 30 days, unknown',
    '  15%  0.75 of 5.00 US dollars per day',
  ]);
});

it('usage is of a project and of so many days, on any number of which the chart fits the line', async () => {
  const box = await createAskedSandbox();
  const ofShop = await text(box, 'usage', '--project', 'shop-api', '--days', '3');
  expect(ofShop).toMatch(/^Models were asked 3 times in 3 days: 80,300 tokens, 0\.75 US dollars\.\n/);
  expect(ofShop).not.toMatch(/unknown|not known/);
  const ofYears = await text(box, 'usage', '--days', '1000');
  expect(ofYears.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
  expect(ofYears).toMatch(/Tokens by day, █ is 91,300 20 days\n\d{4}-\d\d-\d\d ·{49}█ /);
  expect(await text(box, 'usage', '--project', '.')).toBe('No call of a model is on record for the last 30 days.\n');
});

it('usage tells a script the same', async () => {
  const box = await createAskedSandbox();
  const usage = JSON.parse(await text(box, 'usage', '--json', '--days', '7'));
  expect(usage).toMatchObject({ calls: 6, inputTokens: 71_200, outputTokens: 20_100, cachedTokens: 40_060, costUsd: 1, unpriced: 2 });
  expect(usage.days).toHaveLength(7);
  expect(usage.models[0]).toMatchObject({ provider: 'anthropic', model: 'claude-haiku-4-5-20251001', calls: 3 });
  expect(usage.projects).toMatchObject([{ name: 'shop-api' }, { project: 'gone', name: '' }]);
  expect(usage.limits[0]).toMatchObject({
    name: 'tokens per hour',
    bound: 50_000,
    used: 81_280,
    fill: 'used up',
    until: expect.any(Number),
  });
});

it('status and doctor tell what models took, and which limit is used up', async () => {
  const box = await createAskedSandbox();
  const told = await text(box, 'status');
  expect(told).toContain('  asked of models: 91,300 tokens, at least 1.00 US dollars in 6 calls, see: holdfast usage\n');
  expect(told).toMatch(/^ {2}The model's budget is used up until [\d :-]+: 81,280 of 50,000 tokens per hour are used\.$/m);
  expect(JSON.parse(await text(box, 'status', '--json'))).toMatchObject({
    modelUsage: { calls: 6, costUsd: 1, unpriced: 2 },
    modelLimits: expect.arrayContaining([expect.objectContaining({ name: 'tokens per hour', fill: 'used up' })]),
  });
  expect(await text(box, 'doctor')).toMatch(/^warn +budget +The model's budget is used up until /m);
});

async function createAskedSandbox(): Promise<Sandbox> {
  const box = createSandbox();
  mkdirSync(box.memory, { mode: 0o700 });
  writeFileSync(join(box.memory, 'config.json'), JSON.stringify({ modelCommand: ['true'], ...LIMITS }));
  await using ports = await wire(readConfig({ HOLDFAST_HOME: box.memory }));
  const now = Date.now();
  const { id: project } = await ports.store.project({ aliases: ['folder:/shop'], name: 'shop-api' }, now);
  const haiku = { provider: 'anthropic', model: 'claude-haiku-4-5-20251001', project, at: now };
  await recordCalls(ports.store, { ...haiku, inputTokens: 60_080, cachedTokens: 40_010, outputTokens: 20_020 }, haiku, haiku, {
    ...haiku,
    at: now - 5 * DAY,
    provider: 'openai-compatible',
    model: `an-unusually-long-name${'-longer'.repeat(9)}`,
    inputTokens: 10_000,
  });
  for (const inputTokens of [900, 60])
    await ports.store.recordModelCall({
      at: now,
      project: 'gone',
      session: '',
      provider: 'command',
      model: HOSTILE,
      inputTokens,
      outputTokens: 10,
      cachedTokens: 10,
      outcome: 'answered',
    });
  return box;
}

async function text(box: Sandbox, ...args: readonly string[]): Promise<string> {
  const ran = await holdfast(box, args);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return ran.stdout;
}
