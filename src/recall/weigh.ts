import type { Memory } from '../model/memory.ts';
import type { Hit } from '../model/query.ts';
import type { Match } from '../ports/store.ts';
import { explain } from './explain.ts';
import { fileAffinity } from './file-affinity.ts';
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
  /** The words and names of the query, to explain the hits with. */
  readonly words?: readonly string[];
}

/** Makes hits of matches, best first; of equals the newest, then the lowest id. The score of the text stays what counts most. */
export function weigh(matches: readonly Match[], context: WeighContext): readonly Hit[] {
  return matches.map((match) => toHit(match, context)).toSorted(compare);
}

function toHit({ memory, score }: Match, { now, files = [], words = [], during }: WeighContext): Hit {
  const recency = recencyOf(memory, now);
  const affinity = fileAffinity(memory, files);
  const weight =
    AUTHORITY_WEIGHT[memory.authority] *
    STATUS_WEIGHT[memory.status] *
    AFFINITY_WEIGHT[affinity] *
    (during !== undefined && isDuring(memory, during) ? DATE_WEIGHT : 1) *
    (1 - RECENCY_WEIGHT + RECENCY_WEIGHT * recency);
  return {
    memory,
    score: score * weight,
    // Hundreds are weighed for each that anybody reads.
    get why() {
      return explain(memory, { words, affinity, recency });
    },
  };
}

function isDuring({ createdAt }: Memory, { from = -Infinity, to = Infinity }: NonNullable<WeighContext['during']>): boolean {
  return createdAt >= from && createdAt < to;
}

function recencyOf({ type, createdAt }: Memory, now: number): number {
  const days = Math.max(0, now - createdAt) / 86_400_000;
  return 0.5 ** (days / (HALF_LIFE_DAYS.get(type) ?? DEFAULT_HALF_LIFE_DAYS));
}

function compare(a: Hit, b: Hit): number {
  return b.score - a.score || b.memory.createdAt - a.memory.createdAt || (a.memory.id < b.memory.id ? -1 : 1);
}
