import type { Injection } from '../../ports/store.ts';

/** What a conversation still holds of all it was given: a compaction takes out what was given before. */
export function stillHeld(injections: readonly Injection[]): readonly Injection[] {
  const start = injections.findLastIndex(({ trigger }) => trigger === 'compact');
  return injections.slice(Math.max(start, 0));
}

/** The ids of the memories that were given. */
export function idsOf(injections: readonly Injection[]): ReadonlySet<string> {
  return new Set(injections.flatMap(({ memories }) => memories.map(({ id }) => id)));
}
