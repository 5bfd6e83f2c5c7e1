import type { Candidate, Match } from '../ports/store.ts';
import { normalise, type SpreadTurn } from './spread.ts';
import { NEAR_FALL, NEAR_WEIGHT, TURN_WEIGHT } from './weights.ts';

/** What speaks for memories. */
export interface Findings {
  /** Memories whose own words match, with raw scores. */
  readonly matches: readonly Match[];
  /** Memories of turns that match. */
  readonly others: readonly Candidate[];
  /** Memories near in meaning, best first. */
  readonly near: readonly Candidate[];
  /** Turns that match. */
  readonly turns: readonly SpreadTurn[];
}

/** What finds a memory that its own words do not: its turn, what was said just before or after that, its meaning. */
export type FoundBy = 'turn' | 'neighbours' | 'meaning';

/** A match, and what found it where its own words did not. */
export interface FusedMatch extends Match {
  readonly foundBy: readonly FoundBy[];
}

/**
 * One list of all that matches in any way. Each kind of finding counts as a part of the best of its kind; meaning by rank, as
 * the scores of models differ. A memory for which nothing but its place in a list speaks is there, too.
 */
export function fuse({ matches, others, near, turns }: Findings): readonly FusedMatch[] {
  const own = normalise(matches.map(({ memory, score }) => [memory.id, score]));
  const byTurn = new Map(turns.map((turn) => [turnOf({ session: turn.session, turn: turn.prompt }), turn]));
  const said = normalise([...byTurn].map(([turn, { score }]) => [turn, score]));
  const ranks = new Map(near.map(({ id }, rank) => [id, rank]));
  const found = new Map([...near, ...others, ...matches.map(({ memory }) => memory)].map((memory) => [memory.id, memory]));
  return [...found.values()].map((memory) => {
    const turn = turnOf(memory);
    const rank = ranks.get(memory.id);
    const score = (own.get(memory.id) ?? 0) + TURN_WEIGHT * (said.get(turn) ?? 0) + scoreRank(rank);
    return { memory, score, foundBy: own.has(memory.id) ? [] : listFoundBy(byTurn.get(turn), rank) };
  });
}

function turnOf({ session, turn }: Pick<Candidate, 'session' | 'turn'>): string {
  return `${session}\n${turn}`;
}

function listFoundBy(turn: SpreadTurn | undefined, rank: number | undefined): readonly FoundBy[] {
  const byTurn = turn === undefined ? [] : [turn.own > 0 ? ('turn' as const) : ('neighbours' as const)];
  return rank === undefined ? byTurn : [...byTurn, 'meaning'];
}

function scoreRank(rank: number | undefined): number {
  return rank === undefined ? 0 : NEAR_WEIGHT * (NEAR_FALL / (NEAR_FALL + rank));
}
