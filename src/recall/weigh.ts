import type { Candidate, Match } from '../ports/store.ts';
import { type FileAffinity, fileAffinity } from './file-affinity.ts';
import {
  AFFINITY_WEIGHT,
  AUTHORITY_WEIGHT,
  DATE_WEIGHT,
  DEFAULT_HALF_LIFE_DAYS,
  HALF_LIFE_DAYS,
  RECENCY_WEIGHT,
  STATUS_WEIGHT,
} from './weights.ts';

/** What a match is weighed by, beside its words. */
export interface WeighContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The files the query is about. */
  readonly files?: readonly string[];
  /** The time that the query names. */
  readonly during?: { readonly from?: number; readonly to?: number };
}

/** A match with all that counts, and what counted beside its words. */
export interface Weighed extends Match {
  readonly affinity: FileAffinity;
  /** 1 for what just happened, falling with age. */
  readonly recency: number;
}

/** Weighs matches, best first; of equals the newest, then the lowest id. The score of the text stays what counts most. */
export function weigh<Found extends Match>(matches: readonly Found[], context: WeighContext): readonly (Found & Weighed)[] {
  return matches.map((match) => ({ ...match, ...weighOne(match, context) })).toSorted(compare);
}

function weighOne({ memory, score }: Match, { now, files = [], during }: WeighContext): Weighed {
  const recency = recencyOf(memory, now);
  const affinity = fileAffinity(memory, files);
  const weight =
    AUTHORITY_WEIGHT[memory.authority] *
    STATUS_WEIGHT[memory.status] *
    AFFINITY_WEIGHT[affinity] *
    (during !== undefined && isDuring(memory, during) ? DATE_WEIGHT : 1) *
    (1 - RECENCY_WEIGHT + RECENCY_WEIGHT * recency);
  return { memory, score: score * weight, affinity, recency };
}

function isDuring({ createdAt }: Candidate, { from = -Infinity, to = Infinity }: NonNullable<WeighContext['during']>): boolean {
  return createdAt >= from && createdAt < to;
}

function recencyOf({ type, createdAt }: Candidate, now: number): number {
  const days = Math.max(0, now - createdAt) / 86_400_000;
  return 0.5 ** (days / (HALF_LIFE_DAYS.get(type) ?? DEFAULT_HALF_LIFE_DAYS));
}

function compare(a: Weighed, b: Weighed): number {
  return b.score - a.score || b.memory.createdAt - a.memory.createdAt || (a.memory.id < b.memory.id ? -1 : 1);
}
