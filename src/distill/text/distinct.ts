import { saysTheSame } from './words.ts';

/** The first `limit` items none of which says the same as one before it, in their order. */
export function distinct<T>(items: readonly T[], textOf: (item: T) => string, limit: number): readonly T[] {
  const kept: T[] = [];
  for (const item of items) {
    if (kept.length >= limit) break;
    if (!kept.some((other) => saysTheSame(textOf(other), textOf(item)))) kept.push(item);
  }
  return kept;
}
