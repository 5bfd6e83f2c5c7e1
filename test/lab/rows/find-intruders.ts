import { findMarked } from '../../client/processes.ts';
import type { Actor } from '../actor.ts';
import type { Scene } from '../scene.ts';
import { childrenOf } from '../survivors.ts';

/** By construction there is no other process than agents and their one session process each, which has no children. */
export async function findIntruders({ mark, build }: Scene, agents: readonly Actor[]): Promise<readonly string[]> {
  // One without a command has ended since it was found.
  const others = (await findMarked(mark)).filter(({ pid, command }) => command !== '' && !agents.some((agent) => agent.pid === pid));
  const servers = others.filter(({ command }) => command.includes(build.server.at(-1)!));
  const intruders = others.filter((one) => !servers.includes(one)).map(({ command }) => `a process of another kind: ${command}`);
  const children = servers.flatMap(({ pid }) => childrenOf(pid)).map((pid) => `a session process without a model has a child, ${pid}`);
  const many = servers.length > agents.length ? [`${servers.length} session processes of ${agents.length} agents`] : [];
  return [...intruders, ...children, ...many];
}
