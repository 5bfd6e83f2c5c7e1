import { writeIndexEntry } from '../../inject/index-text.ts';
import { writeMemory } from '../../inject/memory-text.ts';
import { writeSessionEntry } from '../../inject/session-text.ts';
import type { Memory } from '../../model/memory.ts';
import type { Hit, SessionHit } from '../../model/query.ts';

export { describeSession } from '../../inject/session-text.ts';

const NOTHING = 'Nothing found. Try fewer or other words, or project "*" for every project.';
const MORE = 'Full text: get_observations(ids).';

/** Search results for a model: an index of numbers and titles. */
export function tellHits(hits: readonly Hit[]): string {
  if (hits.length === 0) return NOTHING;
  return [...hits.map(({ memory, why }) => writeIndexEntry(memory, why)), '', MORE].join('\n');
}

/** Sessions for a model, with the numbers of the memories to go on with. */
export function tellSessions(hits: readonly SessionHit[]): string {
  return hits.length === 0 ? NOTHING : [...hits.map(writeSessionEntry), '', MORE].join('\n');
}

/** A timeline for a model, the anchor marked. */
export function tellTimeline(anchor: Memory, memories: readonly Memory[]): string {
  return [...memories.map((memory) => `${memory.id === anchor.id ? '> ' : '  '}${writeIndexEntry(memory)}`), '', MORE].join('\n');
}

/** Memories in full for a model. */
export function tellMemories(memories: readonly Memory[]): string {
  return memories.length === 0 ? 'No memory has that number or id.' : memories.map(writeMemory).join('\n\n');
}
