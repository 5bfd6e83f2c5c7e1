import { join } from 'node:path';
import { MARK } from '../../client/processes.ts';
import { type Actor, startFixture } from '../actor.ts';
import type { Scene } from '../scene.ts';

/** Starts as many scripted agents as the cell has, and waits until all are ready. `strike`: what they hit their session process with. */
export function startAgents(scene: Scene, strike?: NodeJS.Signals): Promise<readonly Actor[]> {
  const { state } = scene.cell;
  return startAll(scene, 'agent.ts', (index) => ({
    server: scene.build.server,
    state,
    ...(strike === undefined ? {} : { strike }),
    after: state === 'starting' ? (60 + index * 17) % 150 : index % 7,
    ...(strike === undefined ? { tool: { [MARK]: toolMark(scene) } } : {}),
  }));
}

/** Starts agents that take a turn when they are told to. */
export function startQuietAgents(scene: Scene): Promise<readonly Actor[]> {
  return startAll(scene, 'agent.ts', () => ({ server: scene.build.server, state: 'starting', after: 0 }));
}

/** What the tools of the agents carry instead of the mark: they are none of ours. */
export function toolMark({ mark }: Scene): string {
  return `${mark}-tool`;
}

/** Starts as many scripted agents whose hooks are processes, which hit them. */
export function startHookAgents(scene: Scene, strike: NodeJS.Signals): Promise<readonly Actor[]> {
  const { state } = scene.cell;
  const after = { starting: 0, idle: 300, working: 220, ending: 0 }[state];
  return startAll(scene, 'hook-agent.ts', (index) => ({
    hook: [...scene.build.holdfast, 'hook', 'claude-code'],
    state,
    strike,
    after: after + ((index * 29) % 120),
  }));
}

async function startAll(scene: Scene, fixture: string, describe: (index: number) => object): Promise<readonly Actor[]> {
  const agents = Array.from({ length: scene.count }, (_, index) =>
    startFixture(scene, fixture, {
      session: `session-${index}`,
      acknowledged: join(scene.acknowledged, `${index}.jsonl`),
      ...describe(index),
    }),
  );
  await Promise.all(agents.map((agent) => agent.says('ready')));
  return agents;
}
