import type { Memory } from '../../model/memory.ts';
import type { Query } from '../../model/query.ts';
import type { Match } from '../../ports/store.ts';
import type { TermQuery } from '../../ports/term-query.ts';
import { fuse, turnOf } from '../../recall/fuse.ts';
import type { SpreadPassage } from '../../recall/spread.ts';
import type { Ports } from '../ports.ts';
import { findNear } from './find-near.ts';
import { searchRecord } from './search-record.ts';

/** What finding memories needs. */
export type RecallPorts = Pick<Ports, 'store' | 'clock' | 'log' | 'embedder'>;

// So many of the best passages are asked which turn they are of, and so many of their turns which memories were made of them.
const PASSAGES = 100;
const TURNS = 20;

type Turn = Pick<Memory, 'session' | 'turn'>;

/** Memories that match by their own words, by those of their turns, or by their meaning; scores comparable within the answer. */
export async function findMatches(
  ports: RecallPorts,
  text: string,
  terms: TermQuery,
  filter: Omit<Query, 'text' | 'order'>,
): Promise<readonly Match[]> {
  const { store } = ports;
  const matches = await store.match(terms, filter);
  const { passages } = await searchRecord(ports, terms, filter);
  // What is quoted has to be there word for word.
  const quotes = terms.required.length > 0;
  const speaking = quotes ? passages.filter(({ own }) => own > 0) : passages;
  const turns = await scoreTurns(store, speaking.slice(0, PASSAGES));
  const best = [...turns.values()].slice(0, TURNS).map(({ session, turn }) => [session, turn] as const);
  const others = best.length === 0 ? [] : await store.memoriesOf(best, filter);
  const near = quotes ? [] : await findNear(ports, text, filter);
  return fuse({ matches, others, near, turns: new Map([...turns].map(([key, { score }]) => [key, score])) });
}

// The best passage of each turn, best first.
async function scoreTurns(
  store: Ports['store'],
  passages: readonly SpreadPassage[],
): Promise<ReadonlyMap<string, Turn & { readonly score: number }>> {
  const places = await store.placesOf(passages.map(({ seq }) => seq));
  const turns = new Map<string, Turn & { readonly score: number }>();
  for (const { seq, session, score } of passages) {
    const place = places.get(seq);
    if (place === undefined) continue;
    const turn = { session, turn: place.prompt };
    if (!turns.has(turnOf(turn))) turns.set(turnOf(turn), { ...turn, score });
  }
  return turns;
}
