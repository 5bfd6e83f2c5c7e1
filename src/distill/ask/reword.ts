import type { Turn } from '../../model/event.ts';
import type { MemoryDraft } from '../../model/memory.ts';
import type { Rewording } from '../../ports/distiller.ts';
import { attribute, voicesIn } from '../sources/attribute.ts';
import { createWitness, voicesOf } from '../sources/witness.ts';

/** Drafts of a turn with the words of a model where it had better ones. What it copied is told apart, as in any draft. */
export function reword(drafts: readonly MemoryDraft[], rewordings: readonly Rewording[], { events }: Turn): readonly MemoryDraft[] {
  const bySlot = new Map(rewordings.map((rewording) => [rewording.slot, rewording]));
  const witness = createWitness([...voicesIn(drafts), ...voicesOf(events)]);
  return drafts.map((draft) => {
    const words = bySlot.get(draft.slot);
    return words === undefined ? draft : attribute({ ...draft, ...words }, witness);
  });
}
