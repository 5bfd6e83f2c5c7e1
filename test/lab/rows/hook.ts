import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { Actor } from '../actor.ts';
import type { Scene } from '../scene.ts';
import type { Aftermath } from '../verify.ts';
import { STRIKES } from './session.ts';
import { startHookAgents } from './start-agents.ts';

// Long enough for the hooks to have started, too short for them to have ended.
const KILLED_MS = { first: 60, more: 15 };

/** Hooks are hit by the agents that wait for them, which go on. Many at once: the agents are killed while their next hook runs. */
export async function hitHooks(scene: Scene): Promise<Aftermath> {
  const { state, failure, race } = scene.cell;
  const agents = await startHookAgents(scene, STRIKES[failure]);
  // A hook that works is one that waits for another process's write; many at once make each other wait.
  using lock = state === 'working' && race === 'alone' ? lockDatabase(scene) : undefined;
  for (const agent of agents) agent.tell('go');
  await Promise.all(agents.map((agent) => agent.says(state)));
  lock?.[Symbol.dispose]();
  await Promise.all(agents.map((agent) => agent.says('struck')));
  for (const agent of agents) agent.tell('turn');
  return { endedAt: await (race === 'alone' ? endPolitely(agents) : endInTheMiddle(agents)) };
}

async function endPolitely(agents: readonly Actor[]): Promise<number> {
  await Promise.all(agents.map((agent) => agent.says('done')));
  for (const agent of agents) agent.signal('SIGTERM');
  return lastEnd(agents);
}

async function endInTheMiddle(agents: readonly Actor[]): Promise<number> {
  await setTimeout(KILLED_MS.first + KILLED_MS.more * agents.length);
  for (const agent of agents) agent.signal('SIGKILL');
  return lastEnd(agents);
}

async function lastEnd(agents: readonly Actor[]): Promise<number> {
  return Math.max(...(await Promise.all(agents.map((agent) => agent.awaitEnd()))).map(({ at }) => at));
}

function lockDatabase({ database }: Scene): Disposable {
  const db = new DatabaseSync(database);
  db.exec('begin immediate');
  return { [Symbol.dispose]: () => db.isOpen && db.close() };
}
