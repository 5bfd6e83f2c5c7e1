import { groupTurns } from '../../distill/turns.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Memory } from '../../model/memory.ts';
import type { Ports } from '../ports.ts';

/**
 * Memories with the events they rest on: those they name, or where they name none, those of their turn. Keys are numbers,
 * ids or starts of ids; unknown ones are left out, and so are events that were forgotten.
 */
export async function readEvidence({ store }: Pick<Ports, 'store'>, keys: readonly string[]): Promise<readonly Evidence[]> {
  const found: Evidence[] = [];
  for (const memory of await store.memories(keys)) {
    const ids = memory.evidence.length > 0 ? [...new Set(memory.evidence)] : await idsOfTurn(store, memory);
    found.push({ memory, events: await store.events(ids), total: ids.length });
  }
  return found;
}

async function idsOfTurn(store: Ports['store'], { session, turn }: Memory): Promise<readonly string[]> {
  if (session === '') return [];
  return groupTurns(await store.stubs(session)).find(({ prompt }) => prompt === turn)?.ids ?? [];
}
