import { capture } from './capture.ts';
import type { Ports, Surroundings } from '../ports.ts';

/** Stores what waited in the spool while the store could not take it. */
export async function* unspool(ports: Ports, spool: Surroundings['spool']): AsyncGenerator<unknown, void> {
  await spool.drain(async ({ agent, call }) => {
    await capture(ports, agent, call);
  });
  yield;
}
