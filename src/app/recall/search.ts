import type { Hit, Query } from '../../model/query.ts';
import type { Candidate } from '../../ports/store.ts';
import { explain } from '../../recall/explain.ts';
import type { FusedMatch } from '../../recall/fuse.ts';
import { weigh, type Weighed } from '../../recall/weigh.ts';
import { findMatches, type RecallPorts } from './find-matches.ts';
import { readQuery } from './read-query.ts';

// Weighing reorders; this many matches give it something to choose from.
const CANDIDATES = 200;

type Found = FusedMatch & Weighed;

/** Finds memories: by relevance where the query has words, else by date. A time that it names alone is a filter, else a hint. */
export async function search(ports: RecallPorts, query: Query): Promise<readonly Hit[]> {
  const read = await readQuery(ports, query);
  if (read.asks === 'nothing') return [];
  if (read.asks === 'time') return listByDate(ports, { ...query, ...read.span });
  const { text, terms, words, during } = read;
  const { text: _text, order, ...filter } = query;
  const matches = await findMatches(ports, text, terms, {
    ...filter,
    offset: 0,
    limit: Math.max(CANDIDATES, query.offset + query.limit),
  });
  const files = query.file === undefined ? {} : { files: [query.file] };
  const weighed = weigh(matches, { now: ports.clock(), ...files, ...(during === undefined ? {} : { during }) });
  return explainAll(ports, sort(weighed, order).slice(query.offset, query.offset + query.limit), words);
}

async function explainAll({ store }: RecallPorts, found: readonly Found[], words: readonly string[]): Promise<readonly Hit[]> {
  const memories = await store.memories(found.map(({ memory }) => memory.id));
  const byId = new Map(memories.map((memory) => [memory.id, memory]));
  return found.flatMap(({ memory: { id }, score, ...reasons }) => {
    const memory = byId.get(id);
    // Another process may have forgotten it since it was found.
    return memory === undefined ? [] : [{ memory, score, why: explain(memory, { words, ...reasons }) }];
  });
}

async function listByDate({ store }: RecallPorts, query: Query): Promise<readonly Hit[]> {
  const { text: _text, ...filter } = query;
  const memories = await store.list({ ...filter, order: query.order === 'oldest' ? 'oldest' : 'newest' });
  return memories.map((memory) => ({ memory, score: 0, why: 'by date' }));
}

function sort(hits: readonly Found[], order: Query['order']): readonly Found[] {
  if (order === 'relevance') return hits;
  const direction = order === 'oldest' ? 1 : -1;
  return hits.toSorted((a, b) => direction * compare(a.memory, b.memory));
}

function compare(a: Candidate, b: Candidate): number {
  return a.createdAt - b.createdAt || a.number - b.number;
}
