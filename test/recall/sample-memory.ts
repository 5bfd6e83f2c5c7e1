import type { Memory } from '../../src/model/memory.ts';
import { NOON, sampleDraft } from '../samples.ts';

/** A memory of an hour ago, told apart by its number. */
export function sampleMemory(over: Partial<Memory> = {}): Memory {
  const { slot: _slot, at: _at, ...draft } = sampleDraft();
  const number = over.number ?? 1;
  return {
    ...draft,
    id: `memory-${number}`,
    number,
    status: 'active',
    project: 'project-1',
    session: 'session-1',
    turn: 'prompt-1',
    agent: 'test',
    createdAt: NOON - 3_600_000,
    updatedAt: NOON - 3_600_000,
    distilledBy: 'extract',
    tokens: 100,
    ...over,
  };
}
