import type { Ports } from '../ports.ts';
import { embed } from './embed.ts';
import { learnWords } from './learn-words.ts';

// A few milliseconds of work.
const EVENTS = 20;

/**
 * Takes what was captured into the index of the record, the words of memories into the vocabulary, and makes vectors where an
 * embedder is configured, in small steps, until nothing is left that is ready.
 */
export async function* indexRecord(ports: Pick<Ports, 'store' | 'clock' | 'log' | 'embedder'>): AsyncGenerator<void, void> {
  const { store, clock } = ports;
  while ((await store.indexRecord(EVENTS, clock())) > 0) yield;
  yield* learnWords({ store });
  yield* embed(ports);
}
