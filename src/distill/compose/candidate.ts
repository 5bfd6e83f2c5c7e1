import type { Said } from '../evidence/said.ts';
import { width } from '../text/width.ts';

/** A sentence that could stand for a turn, the event it is from, and how well it would do. */
export interface Candidate extends Said {
  readonly score: number;
}

const CLAUSE = /^.{30,78}?(?:[,;:]\s|\s[-–—(]|[.!?。，；]\s?|\sby\s\w+ing\b)/;

/** Titles are cut at 80 characters: what fits, or has a clause that fits, is better. */
export function lengthPenalty(text: string): number {
  if (width(text) < 15) return 3;
  if (text.length <= 82) return 0;
  if (CLAUSE.test(text)) return 0.5;
  return text.length <= 110 ? 1.5 : 3;
}
