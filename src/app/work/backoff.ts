const FIRST_PAUSE_MS = 4_000;
const GROWTH = 4;
/** Nothing that failed is left alone for longer than this. */
export const LONGEST_PAUSE_MS = 3_600_000;

/**
 * How long to wait before retry `retry` (from 0) at a database that others hold: twice as long each time until it is `longestMs`,
 * and up to as much again by chance.
 */
export function pauseWhileBusy(firstMs: number, retry: number, longestMs: number = LONGEST_PAUSE_MS): number {
  return Math.min(longestMs, firstMs * 2 ** retry) * (1 + Math.random());
}

/**
 * How long to leave something alone after its attempt number `attempt` (from 1) failed: 4, 16, 64, 256, 1024 and then always
 * 3600 seconds, of which chance (`random`, 0 to 1) takes up to a half, so that what failed together is not tried again together.
 */
export function pauseAfter(attempt: number, random: () => number): number {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * GROWTH ** (attempt - 1));
  return Math.round(pause * (1 - random() / 2));
}
