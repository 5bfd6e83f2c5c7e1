import type { Batch, Store } from '../../ports/store.ts';

/** Whose sessions a transcript tells of: the user's own, or others' as in an archive from somewhere else. */
export type Owner = 'user' | 'other';

/**
 * A batch that says whose session it is of. Where that is another's, what it tells of sessions of the user is left out: nobody adds
 * words to those. Where nobody said whose, a session stays whose it was.
 */
export async function markOwner(store: Pick<Store, 'session'>, batch: Batch, owner: Owner | undefined): Promise<Batch> {
  if (owner === undefined) return batch;
  const { session, events } = batch;
  if (owner === 'user') return session === undefined ? batch : { ...batch, session: { ...session, imported: false } };
  const ids = [...new Set([...(session === undefined ? [] : [session.id]), ...events.map((event) => event.session)])];
  const known = await Promise.all(ids.map((id) => store.session(id)));
  const theirs = new Set(ids.filter((id, index) => known[index]?.imported === true || (known[index] === undefined && id === session?.id)));
  const kept = { events: events.filter((event) => theirs.has(event.session)) };
  return session === undefined || !theirs.has(session.id) ? kept : { ...kept, session: { ...session, imported: true } };
}
