import { setTimeout } from 'node:timers/promises';
import { type FakeApi, startFakeApi } from '../../client/fake-api.ts';
import { idOfToolCall } from '../../client/own-ids.ts';
import { pluginFolder } from '../../client/plugin.ts';
import { findMarked } from '../../client/processes.ts';
import { bash, call, say, type ToolUse } from '../../client/reply.ts';
import { type Session, startSession } from '../../client/session.ts';
import { waitFor } from '../../client/wait-for.ts';
import type { World } from '../../client/world.ts';
import type { Scene } from '../scene.ts';
import { noteGroups } from '../survivors.ts';
import type { Aftermath } from '../verify.ts';

const CALLS = 100;
const STOPPED_MS = 300;
const ENDING_MS = 60;
const PATIENCE_MS = 60_000;
// What the client keeps and leaves; not what we might have put into the folder it has for us.
const ITS_OWN = /^(?!.*holdfast-inline\/)(?:\.claude|\.cache|claude-|cc-socks)/;

/** Real clients are hit in a state, as scripted agents are. */
export async function hitClients(scene: Scene): Promise<Aftermath> {
  await using stack = new AsyncDisposableStack();
  const played = await Promise.all(Array.from({ length: scene.count }, () => start(stack, scene)));
  await Promise.all(played.map((one) => reach(scene, one)));
  await noteGroups(scene);
  await hit(
    scene,
    played.map(({ session }) => session),
  );
  return { endedAt: performance.now(), events: played.flatMap(findAcknowledged), known: ITS_OWN };
}

/** A client, and the model it talks to. */
interface Played {
  readonly session: Session;
  readonly api: FakeApi;
  readonly tools: readonly ToolUse[];
}

async function start(stack: AsyncDisposableStack, { box, mark }: Scene): Promise<Played> {
  const world: Omit<World, 'addProject' | typeof Symbol.asyncDispose> = {
    ...box,
    temporary: box.env['TMPDIR']!,
    store: box.memory,
    mark,
  };
  const tools = Array.from({ length: CALLS }, (_, at) => bash(`echo ${at}`));
  const [first, ...rest] = tools.map((use) => call(use));
  const api = stack.use(await startFakeApi({ replies: [first!, say('Done.'), ...rest] }));
  return { session: stack.use(await startSession(world as World, api)), api, tools };
}

async function reach({ cell, mark, count }: Scene, { session, api }: Played): Promise<void> {
  if (cell.state === 'starting') return awaitServers(mark, count);
  await session.ask('Go.');
  if (cell.state === 'working') {
    const asked = api.requests.length;
    session.say('Go on.');
    await waitFor('the model to be asked', () => api.requests.length > asked + 3 || undefined, PATIENCE_MS);
  }
  if (cell.state === 'ending') {
    void session.close();
    await setTimeout(ENDING_MS);
  }
}

async function awaitServers(mark: string, count: number): Promise<void> {
  const find = async (): Promise<number> => (await findMarked(mark)).filter(({ command }) => command.includes(pluginFolder())).length;
  await waitFor('the session processes', async () => (await find()) >= count || undefined, PATIENCE_MS);
}

async function hit({ cell }: Scene, sessions: readonly Session[]): Promise<void> {
  if (cell.failure === 'hang') {
    for (const session of sessions) void session.kill('SIGSTOP');
    await setTimeout(STOPPED_MS);
  }
  await Promise.all(sessions.map((session) => session.kill(cell.failure === 'polite signal' ? 'SIGTERM' : 'SIGKILL')));
}

// A result is sent to the model once the hook that tells of it was answered.
function findAcknowledged({ session, api, tools }: Played): readonly string[] {
  const told = JSON.stringify(
    api.requests.map(({ body }) => body.messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content))),
  );
  return tools.filter(({ id }) => told.includes(`"tool_use_id":"${id}"`)).map((use) => idOfToolCall(session.id, use));
}
