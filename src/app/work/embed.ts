import type { Memory } from '../../model/memory.ts';
import type { Ports } from '../ports.ts';
import { LONGEST_PAUSE_MS } from './backoff.ts';
import { tryGuarded } from './try-guarded.ts';

const BATCH = 16;
const DEADLINE_MS = 60_000;
// An embedder that failed this often in a row is left alone for a while; words find what they find without it.
const PATIENCE = { threshold: 3, pauseMs: 60_000, longestMs: LONGEST_PAUSE_MS, probeMs: 120_000 };

/**
 * Makes vectors of the memories that have none of the embedder's model, or one of an older text, a batch a step; the newest
 * first. Those of another model are dropped once all are made. Does nothing where no embedder is configured.
 */
export async function* embed(ports: Pick<Ports, 'store' | 'clock' | 'log' | 'embedder'>): AsyncGenerator<void, void> {
  const { store, embedder, log } = ports;
  if (embedder === undefined) return;
  const model = embedder.name;
  let tried = '';
  for (;;) {
    const memories = await store.unembedded(model, BATCH);
    // What did not change by being tried is left to the next time.
    const batch = memories.map(({ id, updatedAt }) => `${id} ${updatedAt}`).join();
    if (batch === tried) return;
    tried = batch;
    try {
      const vectors = await tryGuarded(ports, { name: `embedder:${model}`, ...PATIENCE }, () =>
        embedder.embed(memories.map(toText), 'passage', AbortSignal.timeout(DEADLINE_MS)),
      );
      if (vectors === undefined) return;
      await store.putVectors(
        model,
        memories.map(({ number, updatedAt }, index) => ({ memory: number, updatedAt, vector: vectors.value[index]! })),
      );
    } catch (error) {
      log.warn('Memories could not be embedded', error);
      return;
    }
    if (memories.length < BATCH) return store.keepVectorsOf(model);
    yield;
  }
}

function toText({ title, subtitle, narrative, facts }: Memory): string {
  return [title, subtitle, narrative, ...facts].filter((part) => part !== '').join('\n');
}
