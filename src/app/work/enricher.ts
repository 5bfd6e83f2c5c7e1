import { setTimeout } from 'node:timers/promises';
import { isBusy } from '../../model/error.ts';
import type { Log } from '../../ports/log.ts';
import { enrich } from './enrich.ts';
import type { Ports } from '../ports.ts';

/** Asks the model beside everything else a session process does. */
export interface Enricher {
  /** Works off what is due, unless that is going on already. */
  wake(ports: Ports): void;
  /** Breaks off what runs, without waiting for it, and begins nothing any more. */
  stop(): void;
}

// What met a database that others held is tried again this often, later each time.
const RETRIES = 4;
const RETRY_MS = 1000;

/** An enricher that asks about one turn at a time. */
export function createEnricher(log: Log, retryMs: number = RETRY_MS): Enricher {
  const stopping = new AbortController();
  let wanted = false;
  let working = false;

  async function work(ports: Ports): Promise<void> {
    working = true;
    for (let retries = 0; wanted && !stopping.signal.aborted;) {
      wanted = false;
      try {
        for await (const _ of enrich(ports, stopping.signal));
        retries = 0;
      } catch (error) {
        if (!isBusy(error) || retries === RETRIES) throw error;
        await pause(retries);
        retries += 1;
        wanted = true;
      }
    }
    working = false;
  }

  function pause(retries: number): Promise<void> {
    const milliseconds = retryMs * 2 ** retries * (1 + Math.random());
    return setTimeout(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  return {
    wake(ports) {
      if (ports.model === undefined) return;
      wanted = true;
      if (working) return;
      work(ports).catch((error: unknown) => {
        working = false;
        // The store is closed under what was broken off.
        if (!stopping.signal.aborted) log.warn('Asking the model failed', error);
      });
    },
    stop: () => stopping.abort(),
  };
}
