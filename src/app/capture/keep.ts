import type { HookAnswer, HookCall } from '../../ports/agent.ts';
import type { Surroundings } from '../ports.ts';

/** Keeps what the store could not take: in the spool, else the agent's transcript still has it. Returns what the user is told. */
export async function keep(
  around: Pick<Surroundings, 'spool' | 'log'>,
  agent: string,
  call: HookCall,
  error: unknown,
): Promise<HookAnswer> {
  const kept = call.events.length === 0 || (await around.spool.put({ agent, call }));
  around.log.warn(kept ? 'Captured events wait in the spool' : 'Captured events are in the transcript only', error);
  if (call.moment === undefined) return {};
  const reason = error instanceof Error ? error.message : String(error);
  return { notice: `Holdfast: memory is not available. ${reason} See: holdfast doctor` };
}
