import type { Candidate, Match } from '../ports/store.ts';
import { normalise } from './spread.ts';
import { NEAR_FALL, NEAR_WEIGHT, TURN_WEIGHT } from './weights.ts';

/** What speaks for memories. */
export interface Evidence {
  /** Memories whose own words match, with raw scores. */
  readonly matches: readonly Match[];
  /** Memories of turns that match. */
  readonly others: readonly Candidate[];
  /** Memories near in meaning, best first. */
  readonly near: readonly Candidate[];
  /** Scores of turns by what was said in them, by `turnOf`. */
  readonly turns: ReadonlyMap<string, number>;
}

/** The turn of a memory as one text. */
export function turnOf({ session, turn }: Pick<Candidate, 'session' | 'turn'>): string {
  return `${session}\n${turn}`;
}

/**
 * One list of all that matches in any way. Each kind of evidence counts as a part of the best of its kind; meaning by rank, as
 * the scores of models differ. A memory for which nothing but its place in a list speaks is there, too.
 */
export function fuse({ matches, others, near, turns }: Evidence): readonly Match[] {
  const own = normalise(matches.map(({ memory, score }) => [memory.id, score]));
  const said = normalise(turns);
  const ranks = new Map(near.map(({ id }, rank) => [id, rank]));
  const found = new Map([...near, ...others, ...matches.map(({ memory }) => memory)].map((memory) => [memory.id, memory]));
  return [...found.values()].map((memory) => ({
    memory,
    score: (own.get(memory.id) ?? 0) + TURN_WEIGHT * (said.get(turnOf(memory)) ?? 0) + scoreRank(ranks.get(memory.id)),
  }));
}

function scoreRank(rank: number | undefined): number {
  return rank === undefined ? 0 : NEAR_WEIGHT * (NEAR_FALL / (NEAR_FALL + rank));
}
