import type { Log } from '../../ports/log.ts';
import { enrich } from './enrich.ts';
import type { Ports } from '../ports.ts';
import { whenFree } from './when-free.ts';

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
    while (wanted && !stopping.signal.aborted) {
      wanted = false;
      await whenFree(() => askAll(ports), stopping.signal, { tries: RETRIES + 1, firstPauseMs: retryMs });
    }
    working = false;
  }

  async function askAll(ports: Ports): Promise<void> {
    for await (const _ of enrich(ports, stopping.signal));
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
