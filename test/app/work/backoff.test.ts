import { expect, it } from 'vitest';
import { LONGEST_PAUSE_MS, pauseAfter, pauseWhileBusy } from '../../../src/app/work/backoff.ts';

const ATTEMPTS = [1, 2, 3, 4, 5, 6, 7, 1000];

it('pauses grow fourfold up to the longest, less a part by chance', () => {
  const longest = ATTEMPTS.map((attempt) => pauseAfter(attempt, () => 0) / 1000);
  expect(longest).toEqual([4, 16, 64, 256, 1024, 3600, 3600, 3600]);
  expect(longest.at(-1)! * 1000).toBe(LONGEST_PAUSE_MS);
  expect(ATTEMPTS.map((attempt) => pauseAfter(attempt, () => 0.999_999) / 1000)).toEqual(
    [2, 8, 32, 128, 512, 1800, 1800, 1800].map((s) => expect.closeTo(s, 1)),
  );
});

it('pauses while others hold the database double up to the longest, and chance adds up to as much', () => {
  const pauses = [0, 1, 2, 9].map((retry) => pauseWhileBusy(100, retry, 1000));
  for (const [index, least] of [100, 200, 400, 1000].entries()) {
    expect(pauses[index]).toBeGreaterThanOrEqual(least);
    expect(pauses[index]).toBeLessThan(2 * least);
  }
});
