import { HoldfastError } from '../../model/error.ts';
import type { Memory } from '../../model/memory.ts';
import type { Ports } from '../ports.ts';

/**
 * Wipes memories for good, with the events they rest on; what else was made of those events is made anew without them.
 * Keys are numbers, ids or starts of ids. Returns what was wiped. Throws `not_found` where no key names a memory.
 */
export async function forget(ports: Pick<Ports, 'store' | 'clock'>, keys: readonly string[]): Promise<readonly Memory[]> {
  const memories = await ports.store.memories(keys);
  if (memories.length === 0) throw new HoldfastError('not_found', `No memory has the number or id ${keys.join(', ')}.`);
  const now = ports.clock();
  await ports.store.forget(
    memories.map((memory) => memory.id),
    now,
  );
  for (const session of new Set(memories.map((memory) => memory.session))) {
    if (session !== '') await ports.store.enqueue('distill', session, now, now);
  }
  return memories;
}
