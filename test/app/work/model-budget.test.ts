import { describe, expect, it } from 'vitest';
import { describeModelTrouble } from '../../../src/app/work/describe-model-trouble.ts';
import { formatUntil } from '../../../src/app/work/format-budget.ts';
import { admitCall } from '../../../src/app/work/model-budget.ts';
import { readStandings } from '../../../src/app/work/standings.ts';
import type { ModelLimits } from '../../../src/model/model-limits.ts';
import { NOON } from '../../samples.ts';
import { type Bench, openBench } from '../bench.ts';
import { recordCalls, sampleLimits } from '../record-calls.ts';
import { scriptModel } from '../scripted-model.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CALL = { inputTokens: 80, outputTokens: 20, costUsd: 0.25 };

describe('a call of a model', () => {
  it('is let through while there is enough left, and refused with the numbers and the time where there is not', async () => {
    const bench = await openBench();
    const limits = { tokensPerDay: 1000 };
    await recordCalls(bench.ports.store, { inputTokens: 480, at: NOON - 2 * HOUR }, { inputTokens: 380, at: NOON - HOUR });
    expect(await admit(bench, limits)).toBe('admitted');
    await recordCalls(bench.ports.store, {});
    expect(await admit(bench, limits)).toEqual({
      code: 'model_budget',
      message: `The model's budget is used up until ${formatUntil(NOON + 22 * HOUR, NOON)}: 1,000 of 1,000 tokens per day are used, and the next call may take 100.`,
      retryAfterMs: 22 * HOUR,
    });
    bench.now += 22 * HOUR - 1;
    expect(await admit(bench, limits)).toMatchObject({ retryAfterMs: 1 });
    bench.now += 1;
    expect(await admit(bench, limits)).toBe('admitted');
  });

  it('waits until enough of the oldest calls have fallen out of the window', async () => {
    const bench = await openBench();
    const ages = [50, 40, 30, 20, 10];
    await recordCalls(bench.ports.store, ...ages.map((minutes) => ({ at: NOON - minutes * MINUTE })));
    expect(await admit(bench, { tokensPerHour: 500 })).toMatchObject({ retryAfterMs: 10 * MINUTE });
    expect(await admit(bench, { tokensPerHour: 350 })).toMatchObject({ retryAfterMs: 30 * MINUTE });
    expect(await admit(bench, { usdPerHour: 1 })).toMatchObject({
      retryAfterMs: 20 * MINUTE,
      message: expect.stringContaining('1.25 of 1.00 US dollars per hour are used, and the next call may take 0.25'),
    });
  });

  it('waits for the limit that lasts longest', async () => {
    const bench = await openBench();
    await recordCalls(bench.ports.store, {});
    expect(await admit(bench, { tokensPerHour: 100, tokensPerDay: 150 })).toMatchObject({
      retryAfterMs: DAY,
      message: expect.stringContaining('150 tokens per day'),
    });
  });

  it('is bound by what was taken for its own project', async () => {
    const bench = await openBench();
    await recordCalls(bench.ports.store, { at: NOON - 29 * DAY }, { project: 'q' });
    expect(await admit(bench, { tokensPerProject: 199 })).toMatchObject({ retryAfterMs: DAY });
    expect(await admit(bench, { tokensPerProject: 200 })).toBe('admitted');
    expect(await admit(bench, { tokensPerProject: 100 }, 'r')).toBe('admitted');
  });

  it('is refused for good where it is more than a limit, or a money limit is set and the price is not known', async () => {
    const bench = await openBench();
    expect(await admit(bench, { tokensPerHour: 99 })).toEqual({
      code: 'model_budget',
      message: 'One call may take 100, which is more than the limit of 99 tokens per hour: raise modelTokensPerHour.',
      retryAfterMs: undefined,
    });
    const unknown = { inputTokens: 80, outputTokens: 20, costUsd: undefined };
    expect(await admit(bench, { usdPerDay: 5 }, 'p', unknown)).toEqual({
      code: 'model_budget',
      message:
        'The price of the model is not known, so the limit of 5.00 US dollars per day cannot be kept: add it to modelPrices, or set modelUsdPerDay to 0.',
      retryAfterMs: undefined,
    });
    expect(await admit(bench, { tokensPerDay: 500 }, 'p', unknown)).toBe('admitted');
  });

  it('is not held up for long by what was recorded while the clock was ahead', async () => {
    const bench = await openBench();
    await recordCalls(bench.ports.store, { at: NOON + 400 * DAY }, { at: NOON + MINUTE });
    expect(await admit(bench, { tokensPerHour: 200 })).toBe('admitted');
    expect(await admit(bench, { tokensPerHour: 150 })).toMatchObject({ retryAfterMs: HOUR + MINUTE });
  });
});

describe('how far limits are used', () => {
  it('is told of each limit, and of each project that a model was asked for', async () => {
    const bench = await openBench();
    await recordCalls(bench.ports.store, {}, {}, { project: 'q', at: NOON - 2 * HOUR });
    const ports = { ...bench.ports, modelLimits: sampleLimits({ tokensPerHour: 210, usdPerDay: 10, tokensPerProject: 200 }) };
    expect(await readStandings(bench.ports)).toEqual([]);
    expect(await readStandings(ports)).toEqual([
      { name: 'tokens per hour', unit: 'tokens', bound: 210, used: 200, fill: 'used up', until: NOON + HOUR },
      expect.objectContaining({ name: 'tokens per project in 30 days', project: 'p', used: 200, fill: 'used up', until: NOON + 30 * DAY }),
      expect.objectContaining({ name: 'tokens per project in 30 days', project: 'q', used: 100, fill: 'free' }),
      expect.objectContaining({ name: 'US dollars per day', bound: 10, used: 0.75, fill: 'free' }),
    ]);
    expect((await readStandings(ports, 'q')).map(({ project, used }) => [project, used])).toEqual([
      [undefined, 200],
      ['q', 100],
      [undefined, 0.75],
    ]);
  });
});

describe('the trouble with the model', () => {
  it('is told in one sentence while a limit is reached', async () => {
    const bench = await openBench();
    const modelLimits = sampleLimits({ tokensPerHour: 250, tokensPerProject: 500 });
    const ports = { ...bench.ports, model: scriptModel(), modelLimits };
    await recordCalls(bench.ports.store, {});
    expect(await describeModelTrouble(ports, 'p')).toBeUndefined();
    await recordCalls(bench.ports.store, { at: NOON + MINUTE });
    expect(await describeModelTrouble(ports, 'p')).toBe(
      `The model's budget is used up until ${formatUntil(NOON + HOUR, NOON)}; memories are made without it.`,
    );
    bench.now += HOUR;
    expect(await describeModelTrouble(ports, 'p')).toBeUndefined();
  });

  it('is none where there is no model, and nothing is read then', async () => {
    const bench = await openBench();
    const store = new Proxy(bench.ports.store, {
      get() {
        throw new Error('read');
      },
    });
    expect(await describeModelTrouble({ ...bench.ports, store, modelLimits: sampleLimits({ tokensPerDay: 1 }) }, 'p')).toBeUndefined();
  });
});

it('a time is told with its day where that is another', () => {
  expect(formatUntil(NOON + 59_001, NOON)).toMatch(/^\d\d:01$/);
  expect(formatUntil(NOON + 2 * DAY, NOON)).toMatch(/^2026-05-\d\d \d\d:00$/);
});

async function admit(bench: Bench, limits: Partial<ModelLimits>, project = 'p', most: Parameters<typeof admitCall>[2]['most'] = CALL) {
  return admitCall(bench.ports, sampleLimits(limits), { project, most }).then(
    () => 'admitted' as const,
    ({ code, message, retryAfterMs }) => ({ code, message, retryAfterMs }),
  );
}
