import type { Event } from '../../model/event.ts';
import { isCut } from '../../model/limits.ts';
import type { MemoryDraft } from '../../model/memory.ts';
import { isRule } from '../../model/rule.ts';
import { sourceOf } from '../../model/source.ts';

/** Whether the middle of a page was not kept: what was said there nobody can tell from the assistant's own words. */
export function isUnheard(event: Event): boolean {
  return event.call !== undefined && sourceOf(event) === 'web' && isCut(event.call.output);
}

/** A draft of the assistant's that lays something down, made to wait until the user accepts it. */
export function doubt(draft: MemoryDraft): MemoryDraft {
  const lays = isRule(draft.type) || draft.type === 'tech_debt';
  return lays && draft.authority !== 'user' ? { ...draft, status: 'archived' } : draft;
}
