import { fingerprintTurn, groupTurns, type TurnGroup } from '../../distill/turns.ts';
import type { Session, Turn } from '../../model/event.ts';
import { cut } from '../../model/limits.ts';
import type { Quoted } from '../../model/quoted.ts';
import type { DistillContext } from '../../ports/distiller.ts';
import type { Ports } from '../ports.ts';

const BEFORE = { head: 1_200, tail: 800 };
// Of the turns before: a page that was read is talked about for a while.
const EARLIER = 100;

/** A turn of a session, and what tells whether it changed. */
export interface FoundTurn extends TurnGroup {
  readonly fingerprint: string;
  /** The id of the closing message of the turn before. */
  readonly before?: string | undefined;
  /** The ids of what was said and done last in the turns before. */
  readonly earlier?: readonly string[];
}

/** The turns of a session, in order. */
export async function findTurns({ store }: Pick<Ports, 'store'>, session: string): Promise<readonly FoundTurn[]> {
  const stubs = await store.stubs(session);
  const said = new Set(stubs.filter(({ kind, subagent }) => kind === 'assistant_message' && !subagent).map(({ id }) => id));
  const groups = groupTurns(stubs);
  const ids = groups.flatMap((group) => group.ids);
  let done = 0;
  return groups.map((group, index) => ({
    ...group,
    earlier: ids.slice(Math.max(0, done - EARLIER), (done += group.ids.length) - group.ids.length),
    fingerprint: fingerprintTurn(group.ids),
    before: groups[index - 1]?.ids.findLast((id) => said.has(id)),
  }));
}

/** A turn with its events, and what a distiller may know beside it, `known` as from `quotedBefore`. */
export async function readTurn(
  { store }: Pick<Ports, 'store'>,
  session: Session,
  { prompt, ids, before, earlier = [] }: FoundTurn,
  known: readonly Quoted[],
): Promise<{ readonly turn: Turn; readonly context: Omit<DistillContext, 'root'> }> {
  const events = await store.events(ids);
  const [message] = before === undefined ? [] : await store.events([before]);
  const turn = { session: session.id, agent: session.agent, prompt, events };
  const context = {
    ...(message?.text === undefined ? {} : { before: { id: message.id, text: cut(message.text, BEFORE) } }),
    ...(earlier.length === 0 ? {} : { earlier: await store.events(earlier) }),
    ...(known.length === 0 ? {} : { known }),
    ...(session.imported === true ? { imported: true } : {}),
  };
  return { turn, context };
}
