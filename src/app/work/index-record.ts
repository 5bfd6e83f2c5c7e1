import type { Ports } from '../ports.ts';
import { embed } from './embed.ts';
import { learnWords } from './learn-words.ts';

// A few milliseconds of work.
const EVENTS = 20;

/**
 * Takes what was captured into the index of the record, the words of memories into the vocabulary, and makes vectors where an
 * embedder is configured; then it merges what the indexes consist of. In small steps, until nothing is left that is ready.
 */
export async function* indexRecord(ports: Pick<Ports, 'store' | 'clock' | 'log' | 'embedder'>): AsyncGenerator<void, void> {
  yield* takeIn(ports);
  yield* embed(ports);
  while (await ports.store.mergeIndexes()) {
    yield;
    // Large indexes take seconds, and what comes meanwhile is to be found.
    yield* takeIn(ports);
  }
}

async function* takeIn({ store, clock }: Pick<Ports, 'store' | 'clock'>): AsyncGenerator<void, void> {
  while ((await store.indexRecord(EVENTS, clock())) > 0) yield;
  yield* learnWords({ store });
}
