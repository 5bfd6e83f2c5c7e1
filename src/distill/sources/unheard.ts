import type { Event } from '../../model/event.ts';
import { isCut } from '../../model/limits.ts';
import type { MemoryDraft } from '../../model/memory.ts';
import { isRule } from '../../model/rule.ts';
import { PRIVATE_MARK } from '../../model/private-mark.ts';
import { isPartial } from '../../model/shingles/shingles.ts';
import { isForeign, sourceOf } from '../../model/source.ts';

/**
 * Whether what an output of others said is not known: nobody can tell it from the assistant's own words then. It is so long
 * that its sample does not stand for all of it; of a web page a sample is not enough, and one may hide behind a private span.
 */
export function isUnheard(event: Event): boolean {
  const { call } = event;
  if (call === undefined || !isForeign(sourceOf(event))) return false;
  if (sourceOf(event) === 'web') return isCut(call.output) || call.output.includes(PRIVATE_MARK);
  return isPartial(call.shingles?.output ?? '');
}

/** A draft of the assistant's that lays something down, made to wait until the user accepts it. */
export function doubt(draft: MemoryDraft): MemoryDraft {
  const lays = isRule(draft.type) || draft.type === 'tech_debt';
  return lays && draft.authority !== 'user' ? { ...draft, status: 'archived' } : draft;
}
