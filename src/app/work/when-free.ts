import { setTimeout } from 'node:timers/promises';
import { isBusy } from '../../model/error.ts';
import { pauseWhileBusy } from './backoff.ts';

/** How often something is tried, and how long the first pause is. */
export interface BusyPatience {
  readonly tries: number;
  readonly firstPauseMs: number;
}

// About five seconds.
const PATIENCE: BusyPatience = { tries: 6, firstPauseMs: 100 };

/**
 * Does what a database that others hold for a moment may refuse: tries again, later each time. Rejects with the last error, at
 * once when it is another one or `signal` is aborted.
 */
export async function whenFree<T>(work: () => Promise<T>, signal?: AbortSignal, patience: BusyPatience = PATIENCE): Promise<T> {
  const { tries, firstPauseMs } = patience;
  for (let retry = 0; ; retry += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || retry === tries - 1 || signal?.aborted) throw error;
      await setTimeout(pauseWhileBusy(firstPauseMs, retry), undefined, signal && { signal }).catch(() => undefined);
      if (signal?.aborted) throw error;
    }
  }
}
