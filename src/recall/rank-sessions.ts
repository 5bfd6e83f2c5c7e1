import type { Match } from '../ports/store.ts';
import { normalise, type SpreadTurn } from './spread.ts';
import { SESSION_SCORE } from './weights.ts';

/** A session that speaks to a query. */
export interface RankedSession {
  readonly session: string;
  /** 0 and up; comparable within one answer only. */
  readonly score: number;
}

/** What was found in the sessions. */
export interface Found {
  readonly turns: readonly SpreadTurn[];
  /** Raw scores of sessions as a whole. */
  readonly sessions: ReadonlyMap<string, number>;
  readonly memories: readonly Match[];
}

/** Ranks sessions by their best turn, by themselves as a whole and by their best memory. */
export function rankSessions({ turns, sessions, memories }: Found): readonly RankedSession[] {
  const scores = new Map<string, number>();
  const add = (part: Iterable<readonly [string, number]>, weight: number): void => {
    for (const [session, score] of normalise(part)) scores.set(session, (scores.get(session) ?? 0) + weight * score);
  };
  add(best(turns.map(({ session, own }) => [session, own])), 1);
  add(sessions, SESSION_SCORE.whole);
  add(best(memories.map(({ memory, score }) => [memory.session, score])), SESSION_SCORE.memory);
  scores.delete('');
  return [...scores].map(([session, score]) => ({ session, score })).toSorted((a, b) => b.score - a.score);
}

function best(scores: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const [session, score] of scores) most.set(session, Math.max(score, most.get(session) ?? 0));
  return most;
}
