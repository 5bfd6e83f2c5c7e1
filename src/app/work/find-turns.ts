import { fingerprintTurn, groupTurns, type TurnGroup } from '../../distill/turns.ts';
import type { Event, Session, Turn } from '../../model/event.ts';
import { cut } from '../../model/limits.ts';
import type { Quoted } from '../../model/quoted.ts';
import type { DistillContext } from '../../ports/distiller.ts';
import type { Ports } from '../ports.ts';
import type { ReadEvents } from './keep-events.ts';

const BEFORE = { head: 1_200, tail: 800 };
// Of the turns before: a page that was read is talked about for a while.
const EARLIER = 50;

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

/** A turn with its events, read with `read`, and what a distiller may know beside it, `known` as from `quotedBefore`. */
export async function readTurn(
  read: ReadEvents,
  session: Session,
  { prompt, ids, before, earlier = [] }: FoundTurn,
  known: readonly Quoted[],
): Promise<{ readonly turn: Turn; readonly context: Omit<DistillContext, 'root'> }> {
  const window = await read([...new Set([...(before === undefined ? [] : [before]), ...earlier, ...ids])]);
  const pick = (wanted: readonly string[]): readonly Event[] => {
    const those = new Set(wanted);
    return window.filter(({ id }) => those.has(id));
  };
  const events = pick(ids);
  const message = window.find(({ id }) => id === before);
  const turn = { session: session.id, agent: session.agent, prompt, events };
  const context = {
    ...(message?.text === undefined ? {} : { before: { id: message.id, text: cut(message.text, BEFORE) } }),
    ...(earlier.length === 0 ? {} : { earlier: pick(earlier) }),
    ...(known.length === 0 ? {} : { known }),
    ...(session.imported === true ? { imported: true } : {}),
  };
  return { turn, context };
}
