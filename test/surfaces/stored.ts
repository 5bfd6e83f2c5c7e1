import type { Event } from '../../src/model/event.ts';
import { readConfig, wireToLook } from '../../src/wire.ts';

/** The events of a session that a memory's folder holds, oldest first. */
export async function storedEvents(memory: string, session: string): Promise<readonly Event[]> {
  await using ports = await wireToLook(readConfig({ HOLDFAST_HOME: memory }));
  const stubs = await ports.store.stubs(session);
  return ports.store.events(stubs.map(({ id }) => id));
}
