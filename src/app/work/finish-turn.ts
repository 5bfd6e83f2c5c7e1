import type { Agent, HookCall } from '../../ports/agent.ts';
import { readSession } from '../capture/catch-up.ts';
import { drain } from './drain.ts';
import type { Ports } from '../ports.ts';

/** Works off a turn that ended: reads what the transcript holds beyond the hooks, and distills the session at once. */
export async function* finishTurn(
  ports: Ports,
  agent: Agent,
  call: Pick<HookCall, 'session' | 'transcript'>,
): AsyncGenerator<unknown, void> {
  if (call.transcript !== undefined) yield* readSession(ports, agent, call.transcript);
  // Last: events that were just read put a session off until it has been quiet.
  await askToDistill(ports, call.session);
  yield* drain(ports);
}

/** Asks for a session to be distilled now. */
export function askToDistill({ store, clock }: Ports, session: string): Promise<void> {
  const now = clock();
  return store.enqueue('distill', session, now, now);
}
