import { expect, it } from 'vitest';
import { LONGEST_PAUSE_MS, pauseAfter } from '../../../src/app/work/backoff.ts';

const ATTEMPTS = [1, 2, 3, 4, 5, 6, 7, 1000];

it('pauses grow fourfold up to the longest, less a part by chance', () => {
  const longest = ATTEMPTS.map((attempt) => pauseAfter(attempt, () => 0) / 1000);
  expect(longest).toEqual([4, 16, 64, 256, 1024, 3600, 3600, 3600]);
  expect(longest.at(-1)! * 1000).toBe(LONGEST_PAUSE_MS);
  expect(ATTEMPTS.map((attempt) => pauseAfter(attempt, () => 0.999_999) / 1000)).toEqual(
    [2, 8, 32, 128, 512, 1800, 1800, 1800].map((s) => expect.closeTo(s, 1)),
  );
});
