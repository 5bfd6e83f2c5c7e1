import type { Scene } from '../scene.ts';
import type { Aftermath } from '../verify.ts';
import { awaitEnd } from './await-end.ts';
import { startAgents } from './start-agents.ts';

/** What a child is hit with by who started it. */
export const STRIKES = { 'polite signal': 'SIGTERM', SIGKILL: 'SIGKILL', hang: 'SIGSTOP' } as const;

/** Session processes are hit by their agents, which live on, start another for the next hook, and leave in the end. */
export async function hitSessions(scene: Scene): Promise<Aftermath> {
  const { state, failure } = scene.cell;
  const agents = await startAgents(scene, STRIKES[failure]);
  for (const agent of agents) agent.tell('go');
  await Promise.all(agents.map((agent) => agent.says(state)));
  if (state !== 'ending' && failure !== 'hang') {
    for (const agent of agents) agent.tell('turn');
    await Promise.all(agents.map((agent) => agent.says('done')));
  }
  for (const agent of agents) agent.signal('SIGTERM');
  return awaitEnd(scene, agents);
}
