import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '../client/wait-for.ts';
import { startActor } from './actor.ts';
import { change, look } from './look.ts';
import type { Scene } from './scene.ts';

const PATIENCE_MS = 20_000;
const LEAVING_MS = 5000;
const ROUNDS = 3;

/** Works off what the dead left. Rejects when something stays, or who does it does not leave in peace. */
export async function workOff(scene: Scene): Promise<void> {
  passTime(scene);
  await (scene.model === undefined ? workOffInSession(scene) : workOffByDrain(scene, scene.model));
}

// One more session, in which nothing happens.
async function workOffInSession(scene: Scene): Promise<void> {
  const server = startActor(scene, scene.build.server);
  const request = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'lab', version: '0' } };
  server.tell(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: request }));
  server.tell(JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }));
  await waitFor(
    () => describeWaiting(scene),
    () => (server.lines.length > 0 && listWaiting(scene).length === 0) || undefined,
    PATIENCE_MS,
  ).finally(() => server.signal('SIGINT'));
  const { code, signal } = await server.awaitEnd(LEAVING_MS);
  if (code !== 0) throw new Error(`the session that worked everything off ended with ${code ?? signal}: ${server.stderr.join(' | ')}`);
}

// The last round finds nothing to ask the model about.
async function workOffByDrain(scene: Scene, model: NonNullable<Scene['model']>): Promise<void> {
  model.behave('answer');
  for (let left = ROUNDS; left > 0; left -= 1) {
    const drain = startActor(scene, [...scene.build.holdfast, 'drain']);
    const { code, signal } = await drain.awaitEnd();
    if (code !== 0) throw new Error(`holdfast drain ended with ${code ?? signal}: ${drain.stderr.join(' | ')}`);
    if (listWaiting(scene).length === 0) return;
    passTime(scene);
  }
  throw new Error(describeWaiting(scene));
}

// Everybody who held a lease is dead by now: the seconds until theirs run out, and until what failed is tried again, pass here.
function passTime(scene: Scene): void {
  if (look(scene, 'select 1 from job').length === 0) return;
  change(scene, `update job set leased_until = 0 where state = 'leased'`);
  change(scene, `update job set due_at = 0 where state = 'pending' and attempt > 0`);
  if (scene.model !== undefined) change(scene, 'update breaker set until = 0');
}

function describeWaiting(scene: Scene): string {
  return `an empty queue; there is ${JSON.stringify(listWaiting(scene))}`;
}

function listWaiting(scene: Scene): readonly unknown[] {
  return [...listSpool(scene), ...look(scene, 'select kind, key, state, attempt, error from job')];
}

// The files in which events wait for the store.
function listSpool({ box }: Scene): readonly string[] {
  try {
    return readdirSync(join(box.memory, 'spool'));
  } catch {
    return [];
  }
}
