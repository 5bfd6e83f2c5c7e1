import type { Ports } from '../ports.ts';

// A few milliseconds of work.
const MEMORIES = 10;

/** Takes the words of memories that are new or were rewritten into the vocabulary, in small steps. */
export async function* learnWords({ store }: Pick<Ports, 'store'>): AsyncGenerator<void, void> {
  while ((await store.learnWords(MEMORIES)) > 0) yield;
}
