import type { Neighbours, RecordedTurn, TurnMatch } from '../ports/record.ts';
import { LENT, SESSION_PRIOR } from './weights.ts';

/** A turn that speaks to a query, by its own words or by what was said around it. */
export interface SpreadTurn extends RecordedTurn {
  /** 0 and up; 1 is a match as good as the best. */
  readonly score: number;
  /** The part of it that its own words have. */
  readonly own: number;
}

/**
 * Lets turns lend a part of their scores to those just before and after them, and sessions to all of theirs: an answer rarely
 * repeats the words of its question. `sessions` holds raw scores of sessions as a whole. Best first.
 */
export function spread(
  matches: readonly TurnMatch[],
  neighbours: ReadonlyMap<number, Neighbours>,
  sessions: ReadonlyMap<string, number>,
): readonly SpreadTurn[] {
  const own = normalise(matches.map(({ number, score }) => [number, score]));
  const prior = normalise(sessions);
  const found = new Map<number, SpreadTurn>();
  const add = ({ number, session, prompt }: RecordedTurn, score: number, ownScore: number): void => {
    const before = found.get(number) ?? { number, session, prompt, score: SESSION_PRIOR * (prior.get(session) ?? 0), own: 0 };
    found.set(number, { ...before, score: before.score + score, own: before.own + ownScore });
  };
  for (const match of matches) {
    const score = own.get(match.number)!;
    add(match, score, score);
    const { before = [], after = [] } = neighbours.get(match.number) ?? {};
    for (const [distance, near] of after.entries()) add(near, score * LENT.after[distance]!, 0);
    for (const [distance, near] of before.entries()) add(near, score * LENT.before[distance]!, 0);
  }
  return [...found.values()].toSorted((a, b) => b.score - a.score || b.number - a.number);
}

/** Scores as parts of the best one. */
export function normalise<Key>(scores: Iterable<readonly [Key, number]>): Map<Key, number> {
  const all = [...scores];
  const best = all.reduce((most, [, score]) => Math.max(most, score), 0);
  return new Map(all.map(([key, score]) => [key, best > 0 ? score / best : 0]));
}
