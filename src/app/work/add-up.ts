import type { CallSums } from '../../ports/model-calls.ts';

/** Nothing at all. */
export const NOTHING_TAKEN: CallSums = { calls: 0, inputTokens: 0, outputTokens: 0, cachedTokens: 0, costUsd: 0, unpriced: 0 };

/** Adds up what belongs together by a key, in the order in which the keys come. */
export function addUp<T extends CallSums, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, CallSums> {
  const sums = new Map<K, CallSums>();
  for (const row of rows) sums.set(keyOf(row), add(sums.get(keyOf(row)) ?? NOTHING_TAKEN, row));
  return sums;
}

function add(a: CallSums, b: CallSums): CallSums {
  return {
    calls: a.calls + b.calls,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    costUsd: a.costUsd + b.costUsd,
    unpriced: a.unpriced + b.unpriced,
  };
}
