import type { Hit, Query } from '../../model/query.ts';
import type { Candidate } from '../../ports/store.ts';
import { explain } from '../../recall/explain.ts';
import { type ReadDates, readDates } from '../../recall/parse-dates.ts';
import { parseQuery } from '../../recall/parse.ts';
import { weigh, type Weighed } from '../../recall/weigh.ts';
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
  const weighed = weigh(matches, { now, ...files, ...(dates === undefined ? {} : { during: spanOf(dates) }) });
  return read(ports, sort(weighed, order).slice(query.offset, query.offset + query.limit), words);
}

async function read({ store }: RecallPorts, found: readonly Weighed[], words: readonly string[]): Promise<readonly Hit[]> {
  const memories = await store.memories(found.map(({ memory }) => memory.id));
  const byId = new Map(memories.map((memory) => [memory.id, memory]));
  return found.flatMap(({ memory: { id }, score, affinity, recency }) => {
    const memory = byId.get(id);
    // Another process may have forgotten it since it was found.
    return memory === undefined ? [] : [{ memory, score, why: explain(memory, { words, affinity, recency }) }];
  });
}

function spanOf({ from, to }: ReadDates): Pick<Query, 'from' | 'to'> {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

async function listByDate({ store }: RecallPorts, query: Query): Promise<readonly Hit[]> {
  const { text: _text, ...filter } = query;
  const memories = await store.list({ ...filter, order: query.order === 'oldest' ? 'oldest' : 'newest' });
  return memories.map((memory) => ({ memory, score: 0, why: 'by date' }));
}

function sort(hits: readonly Weighed[], order: Query['order']): readonly Weighed[] {
  if (order === 'relevance') return hits;
  const direction = order === 'oldest' ? 1 : -1;
  return hits.toSorted((a, b) => direction * compare(a.memory, b.memory));
}

function compare(a: Candidate, b: Candidate): number {
  return a.createdAt - b.createdAt || a.number - b.number;
}
