import type { Turn } from '../../model/event.ts';
import type { MemoryDraft } from '../../model/memory.ts';
import type { Rewording } from '../../ports/distiller.ts';
import { attribute, voicesIn } from '../sources/attribute.ts';
import { doubt, isUnheard } from '../sources/unheard.ts';
import { createWitness, voicesOf } from '../sources/witness.ts';

/** Drafts of a turn with the words of a model where it had better ones. What it copied is told apart, as in any draft. */
export function reword(drafts: readonly MemoryDraft[], rewordings: readonly Rewording[], { events }: Turn): readonly MemoryDraft[] {
  const bySlot = new Map(rewordings.map((rewording) => [rewording.slot, rewording]));
  const witness = createWitness([...voicesIn(drafts), ...voicesOf(events)]);
  const isAnyUnheard = events.some(isUnheard);
  return drafts.map((draft) => {
    const words = bySlot.get(draft.slot);
    if (words === undefined) return draft;
    const told = attribute({ ...draft, ...words }, witness);
    return isAnyUnheard ? doubt(told) : told;
  });
}
