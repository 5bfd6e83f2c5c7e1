import type { Memory } from '../../model/memory.ts';
import type { Hit, Query } from '../../model/query.ts';
import { type ReadDates, readDates } from '../../recall/parse-dates.ts';
import { parseQuery } from '../../recall/parse.ts';
import { weigh } from '../../recall/weigh.ts';
import { widen } from '../../recall/widen.ts';
import { findMatches, type RecallPorts } from './find-matches.ts';

// Weighing reorders; this many matches give it something to choose from.
const CANDIDATES = 200;
// For a word that nothing has.
const SIMILAR = 3;

/** Finds memories: by relevance where the query has words, else by date. A time that it names alone is a filter, else a hint. */
export async function search(ports: RecallPorts, query: Query): Promise<readonly Hit[]> {
  const now = ports.clock();
  const dates = query.from === undefined && query.to === undefined ? readDates(query.text, now) : undefined;
  if (dates?.alone) return listByDate(ports, { ...query, ...spanOf(dates) });
  const text = dates?.rest ?? query.text;
  const parsed = parseQuery(text);
  if (parsed.terms.any.length === 0 && parsed.terms.required.length === 0) return text.trim() === '' ? listByDate(ports, query) : [];
  const { terms, words } = widen(parsed, await ports.store.similar(parsed.words, SIMILAR));
  const { text: _text, order, ...filter } = query;
  const matches = await findMatches(ports, text, terms, {
    ...filter,
    offset: 0,
    limit: Math.max(CANDIDATES, query.offset + query.limit),
  });
  const files = query.file === undefined ? {} : { files: [query.file] };
  const hits = weigh(matches, { now, words, ...files, ...(dates === undefined ? {} : { during: spanOf(dates) }) });
  return sort(hits, order).slice(query.offset, query.offset + query.limit);
}

function spanOf({ from, to }: ReadDates): Pick<Query, 'from' | 'to'> {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

async function listByDate({ store }: RecallPorts, query: Query): Promise<readonly Hit[]> {
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
