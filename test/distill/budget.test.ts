import { describe, expect, it } from 'vitest';
import { fillOf, findRefusals, listLimits } from '../../src/distill/budget.ts';
import type { ModelLimits } from '../../src/model/model-limits.ts';
import type { CallSums } from '../../src/ports/model-calls.ts';

const NO_LIMITS: ModelLimits = { tokensPerHour: 0, tokensPerDay: 0, tokensPerProject: 0, usdPerHour: 0, usdPerDay: 0, usdPerProject: 0 };
const CALL = { inputTokens: 80, outputTokens: 20, costUsd: 0.25 };

describe('a budget', () => {
  it('without limits lets everything through, whatever it costs', () => {
    expect(listLimits(NO_LIMITS)).toEqual([]);
    expect(findRefusals(NO_LIMITS, {}, { inputTokens: 1e9, outputTokens: 1e9 })).toEqual([]);
  });

  it.each<[keyof ModelLimits, number, number]>([
    ['tokensPerHour', 900, 1000],
    ['tokensPerDay', 900, 1000],
    ['tokensPerProject', 900, 1000],
    ['usdPerHour', 0.75, 1],
    ['usdPerDay', 0.75, 1],
    ['usdPerProject', 0.75, 1],
  ])('keeps to %s: what fits exactly is let through, a little more is not', (key, used, bound) => {
    const limits = { ...NO_LIMITS, [key]: bound };
    const spent = (more: number): object => {
      const all = sums({ inputTokens: used + more, costUsd: used + more });
      return { hour: all, day: all, project: all };
    };
    expect(findRefusals(limits, spent(0), CALL)).toEqual([]);
    expect(findRefusals(limits, spent(0.125), CALL)).toMatchObject([{ why: 'used up', used: used + 0.125, excess: 0.125 }]);
  });

  it('counts what went in and what came out, each window by itself', () => {
    const limits = { ...NO_LIMITS, tokensPerHour: 500, tokensPerDay: 1000, tokensPerProject: 2000 };
    const spent = { hour: sums({ inputTokens: 400 }), day: sums({ inputTokens: 700, outputTokens: 300 }), project: sums({}) };
    expect(findRefusals(limits, spent, CALL)).toMatchObject([{ limit: { name: 'tokens per day', bound: 1000 }, used: 1000, excess: 100 }]);
  });

  it('says so where no time makes the call fit', () => {
    expect(findRefusals({ ...NO_LIMITS, tokensPerHour: 99 }, {}, CALL)).toMatchObject([{ why: 'too large', most: 100 }]);
    const limits = { ...NO_LIMITS, usdPerDay: 5, tokensPerDay: 1000 };
    expect(findRefusals(limits, {}, { inputTokens: 1, outputTokens: 1 })).toMatchObject([
      { limit: { name: 'US dollars per day', setting: 'modelUsdPerDay' }, why: 'no price' },
    ]);
  });

  it('lets through what is free, also where a money limit is set', () => {
    expect(findRefusals({ ...NO_LIMITS, usdPerDay: 5 }, { day: sums({ costUsd: 5 }) }, { ...CALL, costUsd: 0 })).toEqual([]);
  });

  it('is nearly used up from nine tenths on, and used up once a call like those before does not fit', () => {
    const fill = (inputTokens: number, calls: number): string => fillOf({ unit: 'tokens', bound: 1000 }, sums({ inputTokens, calls }));
    expect([fill(0, 0), fill(899, 100), fill(900, 100), fill(990, 100), fill(991, 100), fill(1200, 100), fill(600, 1)]).toEqual([
      'free',
      'free',
      'nearly',
      'nearly',
      'used up',
      'used up',
      'used up',
    ]);
    expect(fillOf({ unit: 'usd', bound: 1 }, sums({ costUsd: 1, calls: 9 }))).toBe('used up');
  });
});

function sums(of: Partial<CallSums>): CallSums {
  return { calls: 1, inputTokens: 0, outputTokens: 0, cachedTokens: 0, costUsd: 0, unpriced: 0, ...of };
}
