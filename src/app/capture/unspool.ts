import { capture } from './capture.ts';
import { askToDistill } from '../work/finish-turn.ts';
import type { Ports, Surroundings } from '../ports.ts';

/** Stores what waited in the spool while the store could not take it, and asks for the turns to be distilled that ended with it. */
export async function* unspool(ports: Ports, spool: Surroundings['spool']): AsyncGenerator<void, void> {
  await spool.drain(async ({ agent, call }) => {
    await capture(ports, agent, call);
    if (call.settled) await askToDistill(ports, call.session);
  });
  yield;
}
