import { setTimeout } from 'node:timers/promises';
import type { Actor } from '../actor.ts';
import type { Scene } from '../scene.ts';
import type { Aftermath } from '../verify.ts';
import { findIntruders } from './find-intruders.ts';
import { awaitEnd } from './await-end.ts';
import { startAgents } from './start-agents.ts';

const STOPPED_MS = 300;

/** Agents are hit in a state; what they started has to follow them. */
export async function hitAgents(scene: Scene): Promise<Aftermath> {
  const agents = await startAgents(scene);
  for (const agent of agents) agent.tell('go');
  await Promise.all(agents.map((agent) => agent.says(scene.cell.state)));
  const intruders = await findIntruders(scene, agents);
  await hit(scene, agents);
  const { endedAt, faults } = await awaitEnd(scene, agents);
  return { endedAt, faults: [...intruders, ...faults] };
}

async function hit({ cell }: Scene, agents: readonly Actor[]): Promise<void> {
  const signalAll = (name: NodeJS.Signals): void => agents.forEach((agent) => agent.signal(name));
  if (cell.failure === 'polite signal') return signalAll('SIGTERM');
  if (cell.failure === 'hang') {
    signalAll('SIGSTOP');
    await setTimeout(STOPPED_MS);
  }
  signalAll('SIGKILL');
}
