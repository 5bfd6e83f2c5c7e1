import { readdirSync, readlinkSync } from 'node:fs';
import { waitFor } from '../../client/wait-for.ts';
import type { Actor } from '../actor.ts';
import { look } from '../look.ts';
import { type Model, setUpModel } from '../model.ts';
import type { Scene } from '../scene.ts';
import { childrenOf, noteGroups } from '../survivors.ts';
import type { Aftermath } from '../verify.ts';
import { STRIKES } from './session.ts';
import { startQuietAgents } from './start-agents.ts';

const LONG_MS = 40_000;
// Long enough that one which answers is never late, even where twenty others want the processor.
const SHORT_MS = { alone: 1500, 'at once': 6000 };
// Twenty session processes that all write and start children, on however slow a disk.
const PATIENCE_MS = 45_000;

/**
 * Model children are hit twice in a state: first alone, and the session processes that asked go on; then these end as well:
 * told to, killed at the same moment, or because their agents were killed while the children hang.
 */
export async function hitModelChildren(scene: Scene): Promise<Aftermath> {
  const { race, failure } = scene.cell;
  const model = setUpModel(scene, { cap: race === 'alone' ? 1 : 2, deadlineMs: failure === 'hang' ? SHORT_MS[race] : LONG_MS });
  scene.model = model;
  const agents = await startQuietAgents(scene);
  for (const agent of agents) agent.tell('greet');
  await Promise.all(agents.map((agent) => agent.says('greeted')));
  const servers = agents.map(({ lines }) => Number(lines.find((line) => line.startsWith('server'))?.slice(7)));
  const pipes = servers.map(countPipes);

  const first = await awaitChildren(scene, model, agents);
  model.behave('answer');
  for (const pid of first) hit(scene, pid);
  const faults = await findOpenPipes(scene, servers, pipes);

  const second = await awaitChildren(scene, model, agents);
  if (failure === 'hang') for (const pid of second) hit(scene, pid);
  if (failure === 'SIGKILL') for (const pid of servers) process.kill(pid, 'SIGKILL');
  for (const agent of agents) agent.signal(failure === 'polite signal' ? 'SIGTERM' : 'SIGKILL');
  const ended = await Promise.all(agents.map((agent) => agent.awaitEnd()));
  return { endedAt: Math.max(...ended.map(({ at }) => at)), faults };
}

// A turn of each agent gives the model something to do. Returns the children that have got to the state of the cell.
async function awaitChildren(scene: Scene, model: Model, agents: readonly Actor[]): Promise<readonly number[]> {
  const { state, failure, race } = scene.cell;
  model.behave(state, failure === 'hang' && race === 'alone');
  const before = model.notes().length;
  const find = (): readonly number[] =>
    model
      .notes()
      .slice(before)
      .filter(({ what }) => what === 'in')
      .map(({ pid }) => pid);
  for (const agent of agents) agent.tell('turn');
  await waitFor('the model children', () => find().length >= Math.min(model.cap, agents.length) || undefined, PATIENCE_MS);
  await noteGroups(scene);
  return find();
}

// One that hangs is deaf to all it can be deaf to, or stopped.
function hit({ cell }: Scene, pid: number): void {
  if (cell.failure !== 'hang' || cell.race === 'at once') process.kill(pid, STRIKES[cell.failure]);
}

// Once nothing is to be done and no child is there, the session processes hold what they held before the first.
async function findOpenPipes(scene: Scene, servers: readonly number[], before: readonly number[]): Promise<readonly string[]> {
  const isDue = `kind = 'enrich' and attempt = 0 and due_at <= 1000 * unixepoch('subsec')`;
  const busy = `select 1 from child union all select 1 from job where ${isDue} or state = 'leased'`;
  await waitFor('the end of the children', () => look(scene, busy).length === 0 || undefined, PATIENCE_MS);
  const find = (): readonly string[] =>
    servers.flatMap((pid, index) => {
      const more = countPipes(pid) - before[index]!;
      const children = childrenOf(pid).length;
      return more <= 0 && children === 0 ? [] : [`a session process holds ${more} pipes more than before, and ${children} children`];
    });
  return waitFor('closed pipes', () => (find().length === 0 ? [] : undefined), 2000).catch(find);
}

// All but files: a database that was opened meanwhile is no leak.
function countPipes(pid: number): number {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).filter((fd) => isPipe(`${folder}/${fd}`)).length;
}

function isPipe(fd: string): boolean {
  try {
    return !readlinkSync(fd).startsWith('/');
  } catch {
    // Closed since the folder was read.
    return false;
  }
}
