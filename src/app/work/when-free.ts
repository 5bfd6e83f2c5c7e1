import { setTimeout } from 'node:timers/promises';
import { isBusy } from '../../model/error.ts';

const TRIES = 6;
const FIRST_PAUSE_MS = 100;

/**
 * Writes what must not be lost to a database that others hold for a moment: tries again, later each time, for about five
 * seconds. Rejects with the last error, at once when it is another one or `signal` is aborted.
 */
export async function whenFree<T>(write: () => Promise<T>, signal?: AbortSignal, firstPauseMs: number = FIRST_PAUSE_MS): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isBusy(error) || tries === TRIES || signal?.aborted) throw error;
      await setTimeout(firstPauseMs * 2 ** (tries - 1) * (1 + Math.random()), undefined, signal && { signal }).catch(() => undefined);
    }
  }
}
