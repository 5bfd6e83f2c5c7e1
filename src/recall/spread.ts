import type { Neighbours, Passage, PassageMatch } from '../ports/record.ts';
import { LENT, ROLE_WEIGHT, SESSION_PRIOR } from './weights.ts';

/** A passage that speaks to a query, by its own words or by what was said around it. */
export interface SpreadPassage extends Pick<Passage, 'seq' | 'session'> {
  /** 0 and up; 1 is a match as good as the best. */
  readonly score: number;
  /** The part of it that its own words have. */
  readonly own: number;
}

/**
 * Lets passages lend a part of their scores to what was said just before and after them, and sessions to all of theirs:
 * an answer rarely repeats the words of its question. `sessions` holds raw scores of sessions as a whole. Best first.
 */
export function spread(
  matches: readonly PassageMatch[],
  neighbours: ReadonlyMap<number, Neighbours>,
  sessions: ReadonlyMap<string, number>,
): readonly SpreadPassage[] {
  const own = normalise(matches.map((match) => [match.seq, match.score * ROLE_WEIGHT[match.role]]));
  const prior = normalise(sessions);
  const found = new Map<number, { seq: number; session: string; score: number; own: number }>();
  const add = (seq: number, session: string, score: number, ownScore: number): void => {
    const before = found.get(seq) ?? { seq, session, score: SESSION_PRIOR * (prior.get(session) ?? 0), own: 0 };
    found.set(seq, { ...before, score: before.score + score, own: before.own + ownScore });
  };
  for (const { seq, session } of matches) {
    const score = own.get(seq)!;
    add(seq, session, score, score);
    const { before = [], after = [] } = neighbours.get(seq) ?? {};
    for (const [distance, near] of after.entries()) add(near, session, score * LENT.after[distance]!, 0);
    for (const [distance, near] of before.entries()) add(near, session, score * LENT.before[distance]!, 0);
  }
  return [...found.values()].toSorted((a, b) => b.score - a.score || b.seq - a.seq);
}

/** Scores as parts of the best one. */
export function normalise<Key>(scores: Iterable<readonly [Key, number]>): Map<Key, number> {
  const all = [...scores];
  const best = all.reduce((most, [, score]) => Math.max(most, score), 0);
  return new Map(all.map(([key, score]) => [key, best > 0 ? score / best : 0]));
}
