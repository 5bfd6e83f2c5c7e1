import type { MemoryDraft } from '../../model/memory.ts';
import { isRule } from '../../model/rule.ts';

/** A draft of a session that is not this user's: its rules and decisions wait until the user accepts them. */
export function disown(draft: MemoryDraft): MemoryDraft {
  return { ...draft, authority: 'import', ...(isRule(draft.type) ? { status: 'archived' } : {}) };
}
