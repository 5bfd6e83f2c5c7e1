import type { Memory } from '../../src/model/memory.ts';
import { NOON, sampleDraft } from '../samples.ts';

/** A memory as it comes out of the store. */
export function sampleMemory(over: Partial<Memory> = {}): Memory {
  const { slot: _, at, ...draft } = sampleDraft();
  const where = { project: 'project-1', session: 'session-1', turn: 'prompt-1', agent: 'test' };
  const made = { id: '019e4541-ca00-79a6-be9d-79c766181efc', number: 41, createdAt: at, updatedAt: NOON, distilledBy: 'test', tokens: 90 };
  return { ...draft, ...where, ...made, status: 'active', ...over };
}
