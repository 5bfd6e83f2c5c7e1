import type { Query } from '../../model/query.ts';
import type { Candidate } from '../../ports/store.ts';
import type { Ports } from '../ports.ts';

const MOST = 50;
// In UTF-16 units: models read no more of a query.
const LONGEST = 2000;
const PATIENCE_MS = 1000;

/** The memories nearest in meaning, best first; none where no embedder is configured, or where it fails: words alone have to do. */
export async function findNear(
  { store, embedder, log }: Pick<Ports, 'store' | 'embedder' | 'log'>,
  text: string,
  filter: Omit<Query, 'text' | 'order'>,
): Promise<readonly Candidate[]> {
  if (embedder === undefined) return [];
  try {
    const [vector] = await embedder.embed([text.slice(0, LONGEST)], 'query', AbortSignal.timeout(PATIENCE_MS));
    const found = await store.nearest(embedder.name, vector!, { ...filter, offset: 0, limit: MOST });
    return found.map(({ memory }) => memory);
  } catch (error) {
    log.warn('Searched without the embedder', error);
    return [];
  }
}
