import { expect, it } from 'vitest';
import { readUsage } from '../../../src/app/work/read-usage.ts';
import { formatDay } from '../../../src/inject/format-day.ts';
import { NOON } from '../../samples.ts';
import { openBench } from '../bench.ts';
import { recordCalls, sampleLimits } from '../record-calls.ts';

const DAY = 86_400_000;

it('usage is told by day, days without a call among them, by model and by project', async () => {
  const bench = await openBench();
  const { store } = bench.ports;
  const { id: project } = await store.project({ aliases: ['folder:/app'], name: 'app' }, NOON);
  await recordCalls(
    store,
    { at: NOON - 3 * DAY },
    { at: NOON - 2 * DAY, project },
    { model: 'big', inputTokens: 980, costUsd: 2, project },
    { provider: 'other' },
  );
  const usage = await readUsage(bench.ports, { days: 3 });
  expect(usage).toMatchObject({ calls: 3, inputTokens: 1140, outputTokens: 60, cachedTokens: 30, costUsd: 2.5, unpriced: 0, limits: [] });
  expect(usage.days.map(({ day, calls }) => [day, calls])).toEqual([
    [formatDay(NOON - 2 * DAY), 1],
    [formatDay(NOON - DAY), 0],
    [formatDay(NOON), 2],
  ]);
  expect(usage.models.map(({ provider, model, inputTokens }) => [provider, model, inputTokens])).toEqual([
    ['test', 'big', 980],
    ['test', 'small', 80],
    ['other', 'small', 80],
  ]);
  expect(usage.projects).toMatchObject([
    { project, name: 'app', calls: 2 },
    { project: 'p', name: '', calls: 1 },
  ]);
});

it('of one project, its own limit is told with its name', async () => {
  const bench = await openBench();
  const { id: project } = await bench.ports.store.project({ aliases: ['folder:/app'], name: 'app' }, NOON);
  await recordCalls(bench.ports.store, { project }, {});
  const ports = { ...bench.ports, modelLimits: sampleLimits({ tokensPerDay: 1000, tokensPerProject: 500 }) };
  const usage = await readUsage(ports, { days: 1, project });
  expect(usage).toMatchObject({ calls: 1, projects: [{ name: 'app' }] });
  expect(usage.limits).toMatchObject([
    { name: 'tokens per day', used: 200 },
    { name: 'tokens per project in 30 days', used: 100, project, projectName: 'app' },
  ]);
});

it('where no model was asked, there is a list of days and nothing else', async () => {
  const { ports } = await openBench();
  expect(await readUsage(ports, { days: 1 })).toMatchObject({ calls: 0, days: [{ calls: 0 }], models: [], projects: [], limits: [] });
});
