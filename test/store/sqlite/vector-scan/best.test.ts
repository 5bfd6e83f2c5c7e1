import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepBest } from '../../../../src/store/sqlite/vector-scan/best.ts';

describe('the best', () => {
  it('are the first of all, were they sorted; of equals the earlier', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 })), fc.integer({ min: 1, max: 12 }), (scores, size) => {
        const best = keepBest(size);
        for (const [number, score] of scores.entries()) best.offer(score, number);
        const sorted = scores.map((score, number) => ({ score, number })).toSorted((a, b) => b.score - a.score);
        expect(best.numbers()).toEqual(sorted.slice(0, size).map(({ number }) => number));
      }),
    );
  });

  it('say what a score has to exceed, once there are as many as are kept', () => {
    const best = keepBest(2);
    best.offer(3, 1);
    expect(best.floor()).toBe(Number.NEGATIVE_INFINITY);
    best.offer(5, 2);
    expect(best.floor()).toBe(3);
    best.offer(4, 3);
    expect(best.floor()).toBe(4);
  });
});
