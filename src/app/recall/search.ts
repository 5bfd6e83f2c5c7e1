import type { Memory } from '../../model/memory.ts';
import type { Hit, Query } from '../../model/query.ts';
import { parseQuery } from '../../recall/parse.ts';
import { weigh } from '../../recall/weigh.ts';
import type { Ports } from '../ports.ts';

// Weighing reorders; this many matches give it something to choose from.
const CANDIDATES = 200;

/** Finds memories: by relevance where the query has words, else by date. */
export async function search(ports: Pick<Ports, 'store' | 'clock'>, query: Query): Promise<readonly Hit[]> {
  const { terms, words } = parseQuery(query.text);
  if (terms.any.length === 0 && terms.required.length === 0) return query.text.trim() === '' ? listByDate(ports, query) : [];
  const { text: _text, order, ...filter } = query;
  const matches = await ports.store.match(terms, { ...filter, offset: 0, limit: Math.max(CANDIDATES, query.offset + query.limit) });
  const hits = weigh(matches, { now: ports.clock(), words, ...(query.file === undefined ? {} : { files: [query.file] }) });
  return sort(hits, order).slice(query.offset, query.offset + query.limit);
}

async function listByDate({ store }: Pick<Ports, 'store'>, query: Query): Promise<readonly Hit[]> {
  const { text: _text, ...filter } = query;
  const memories = await store.list({ ...filter, order: query.order === 'oldest' ? 'oldest' : 'newest' });
  return memories.map((memory) => ({ memory, score: 0, why: 'by date' }));
}

function sort(hits: readonly Hit[], order: Query['order']): readonly Hit[] {
  if (order === 'relevance') return hits;
  const direction = order === 'oldest' ? 1 : -1;
  return hits.toSorted((a, b) => direction * compare(a.memory, b.memory));
}

function compare(a: Memory, b: Memory): number {
  return a.createdAt - b.createdAt || a.number - b.number;
}
