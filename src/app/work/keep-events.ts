import type { Event } from '../../model/event.ts';
import type { Ports } from '../ports.ts';

/** Reads events by their ids, in the order of these. */
export type ReadEvents = (ids: readonly string[]) => Promise<readonly Event[]>;

/** Reads events, and again only those that the reading before did not give: what is known of the others by then stays known. */
export function keepEvents({ store }: Pick<Ports, 'store'>): ReadEvents {
  let kept: ReadonlyMap<string, Event> = new Map();
  return async (ids) => {
    const missing = ids.filter((id) => !kept.has(id));
    const read = missing.length === 0 ? [] : await store.events(missing);
    const known = new Map([...kept, ...read.map((event) => [event.id, event] as const)]);
    const events = ids.flatMap((id) => known.get(id) ?? []);
    kept = new Map(events.map((event) => [event.id, event]));
    return events;
  };
}
