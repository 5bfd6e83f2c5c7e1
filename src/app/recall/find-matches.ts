import type { Query } from '../../model/query.ts';
import type { TermQuery } from '../../ports/term-query.ts';
import { fuse, type FusedMatch } from '../../recall/fuse.ts';
import type { Ports } from '../ports.ts';
import { findNear } from './find-near.ts';
import { searchRecord } from './search-record.ts';

/** What finding memories needs. */
export type RecallPorts = Pick<Ports, 'store' | 'clock' | 'log' | 'embedder'>;

// So many of the best turns are asked which memories were made of them.
const TURNS = 20;

/** Memories that match by their own words, by those of their turns, or by their meaning; scores comparable within the answer. */
export async function findMatches(
  ports: RecallPorts,
  text: string,
  terms: TermQuery,
  filter: Omit<Query, 'text' | 'order'>,
): Promise<readonly FusedMatch[]> {
  const { store } = ports;
  const matches = await store.match(terms, filter);
  const found = await searchRecord(ports, terms, filter);
  // What is quoted has to be there word for word.
  const quotes = terms.required.length > 0;
  const turns = quotes ? found.turns.filter(({ own }) => own > 0) : found.turns;
  const best = turns.slice(0, TURNS).map(({ session, prompt }) => [session, prompt] as const);
  const others = best.length === 0 ? [] : await store.memoriesOf(best, filter);
  const near = quotes ? [] : await findNear(ports, text, filter);
  return fuse({ matches, others, near, turns });
}
