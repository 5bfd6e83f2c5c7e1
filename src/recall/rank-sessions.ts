import type { Match } from '../ports/store.ts';
import { normalise, type SpreadPassage } from './spread.ts';
import { SESSION_SCORE } from './weights.ts';

/** A session that speaks to a query. */
export interface SessionHit {
  readonly session: string;
  /** 0 and up; comparable within one answer only. */
  readonly score: number;
}

/** What was found in the sessions. */
export interface Found {
  readonly passages: readonly SpreadPassage[];
  /** Raw scores of sessions as a whole. */
  readonly sessions: ReadonlyMap<string, number>;
  readonly memories: readonly Match[];
}

/** Ranks sessions by their best passages, by themselves as a whole and by their best memory. */
export function rankSessions({ passages, sessions, memories }: Found): readonly SessionHit[] {
  const scores = new Map<string, number>();
  const add = (part: Iterable<readonly [string, number]>, weight: number): void => {
    for (const [session, score] of normalise(part)) scores.set(session, (scores.get(session) ?? 0) + weight * score);
  };
  add(
    [...Map.groupBy(passages, ({ session }) => session)].map(([session, own]) => [session, sum(own)]),
    1,
  );
  add(sessions, SESSION_SCORE.whole);
  add(
    [...Map.groupBy(memories, ({ memory }) => memory.session)].map(([session, hits]) => [
      session,
      Math.max(...hits.map(({ score }) => score)),
    ]),
    SESSION_SCORE.memory,
  );
  scores.delete('');
  return [...scores].map(([session, score]) => ({ session, score })).toSorted((a, b) => b.score - a.score);
}

function sum(passages: readonly SpreadPassage[]): number {
  const best = passages.map(({ own }) => own).toSorted((a, b) => b - a);
  return best.slice(0, SESSION_SCORE.passages).reduce((total, score, index) => total + score * SESSION_SCORE.fall ** index, 0);
}
