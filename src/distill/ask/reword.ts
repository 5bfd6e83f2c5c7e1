import type { MemoryDraft } from '../../model/memory.ts';
import type { Rewording } from '../../ports/distiller.ts';

/** Drafts with the words of a model where it had better ones. */
export function reword(drafts: readonly MemoryDraft[], rewordings: readonly Rewording[]): readonly MemoryDraft[] {
  const bySlot = new Map(rewordings.map((rewording) => [rewording.slot, rewording]));
  return drafts.map((draft) => ({ ...draft, ...bySlot.get(draft.slot) }));
}
