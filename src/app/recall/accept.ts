import { HoldfastError } from '../../model/error.ts';
import type { Memory } from '../../model/memory.ts';
import type { Ports } from '../ports.ts';

const MOST = 1000;

/** The memories that wait until the user accepts them, the newest first. */
export function listUnaccepted({ store }: Pick<Ports, 'store'>): Promise<readonly Memory[]> {
  return store.list({ status: 'archived', order: 'newest', limit: MOST, offset: 0 });
}

/**
 * Makes memories that wait the user's own word. Only a person may call it: an agent could be talked into it. Keys are numbers, ids
 * or starts of ids. Throws `not_found` where none of them waits.
 */
export async function accept(ports: Pick<Ports, 'store' | 'clock'>, keys: readonly string[]): Promise<readonly Memory[]> {
  const memories = await ports.store.memories(keys);
  const accepted = await ports.store.accept(
    memories.map(({ id }) => id),
    ports.clock(),
  );
  if (accepted.length === 0) throw new HoldfastError('not_found', `Nothing that waits has the number or id ${keys.join(', ')}.`);
  return accepted;
}
