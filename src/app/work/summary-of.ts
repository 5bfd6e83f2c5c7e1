import { fingerprintTurn } from '../../distill/turns.ts';
import type { Session } from '../../model/event.ts';
import type { Memory, MemoryDraft } from '../../model/memory.ts';
import type { Ports } from '../ports.ts';

/** The turn under which a session's own summary is kept. */
export const SESSION_TURN = '*';
/** A session that has been quiet for so long is over, or resting: then a model is asked to sum it up. */
export const OVER_MS = 600_000;

/** The memories of a session's turns, in their order, and what tells whether they changed. */
export async function readMemories(
  { store }: Pick<Ports, 'store'>,
  session: Session,
): Promise<{ readonly memories: readonly Memory[]; readonly fingerprint: string }> {
  const latest = await store.list({ session: session.id, order: 'newest', limit: 1000, offset: 0 });
  const memories = latest.filter((memory) => memory.turn !== SESSION_TURN).toReversed();
  return { memories, fingerprint: fingerprintTurn(memories.map((memory) => `${memory.id} ${memory.updatedAt}`)) };
}

/** The same, with the summary that is made of them without a model, where there is something to say. */
export async function summaryOf(
  ports: Pick<Ports, 'store' | 'distiller'>,
  session: Session,
): Promise<Awaited<ReturnType<typeof readMemories>> & { readonly draft: MemoryDraft | undefined }> {
  const read = await readMemories(ports, session);
  return { ...read, draft: await ports.distiller.summarise(read.memories) };
}
