import { setTimeout } from 'node:timers/promises';
import { isBusy } from '../../model/error.ts';
import { pauseWhileBusy } from './backoff.ts';

/** How often something is tried, how long the first pause is, and how long they may become. */
export interface BusyPatience {
  readonly tries: number;
  readonly firstPauseMs: number;
  /** Before chance lengthens it; absent: as long as they like. */
  readonly longestPauseMs?: number;
}

// About five seconds: who leaves may have to wait for it.
const PATIENCE: BusyPatience = { tries: 6, firstPauseMs: 100 };

/** Some half a minute, for what has cost something. Who asks seldom may never find free what many want. */
export const LONG_PATIENCE: BusyPatience = { tries: 25, firstPauseMs: 100, longestPauseMs: 1000 };

/**
 * Does what a database that others hold for a moment may refuse: tries again, later each time. Rejects with the last error, at
 * once when it is another one or `signal` is aborted.
 */
export async function whenFree<T>(work: () => Promise<T>, signal?: AbortSignal, patience: BusyPatience = PATIENCE): Promise<T> {
  const { tries, firstPauseMs, longestPauseMs } = patience;
  for (let retry = 0; ; retry += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || retry === tries - 1 || signal?.aborted) throw error;
      await setTimeout(pauseWhileBusy(firstPauseMs, retry, longestPauseMs), undefined, signal && { signal }).catch(() => undefined);
      if (signal?.aborted) throw error;
    }
  }
}
