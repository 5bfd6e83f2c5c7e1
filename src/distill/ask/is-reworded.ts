import type { MemoryDraft } from '../../model/memory.ts';

/**
 * Whether a model may put a memory into other words: the work of a turn, and a session as a whole. What was laid down stays in the
 * words in which somebody laid it down: a page that talks a model into something must not speak for the user.
 */
export function isReworded({ slot }: Pick<MemoryDraft, 'slot'>): boolean {
  return slot === 'work' || slot === 'session';
}
