import { writeMemory } from '../../src/inject/memory-text.ts';
import type { MemoryDraft } from '../../src/model/memory.ts';

const STORED = {
  number: 1,
  id: '',
  status: 'active',
  project: '',
  session: '',
  turn: '',
  agent: '',
  distilledBy: '',
  tokens: 0,
} as const;

/** What an agent reads of a memory that has not been stored. */
export function writeDraft(draft: MemoryDraft): string {
  return writeMemory({ ...draft, ...STORED, createdAt: draft.at, updatedAt: draft.at });
}
