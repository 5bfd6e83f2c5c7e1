import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { findMarked } from '../../client/processes.ts';
import { waitFor } from '../../client/wait-for.ts';
import { startActor } from '../actor.ts';
import { sized } from '../form.ts';
import { look } from '../look.ts';
import { setUpModel } from '../model.ts';
import { countFds, verify } from '../verify.ts';
import { awaitWork } from './await-work.ts';
import { listSockets } from './list-sockets.ts';
import { measureFiles } from './measure-files.ts';
import { openScene } from './open-scene.ts';
import { startSession } from './start-session.ts';

const LONGEST_MS = 500;
// Where the worker of the incident listened.
const TAKEN_PORT = 37_777;
const TELLINGS = sized({ quick: 30, ci: 300, whole: 1000 });

// There, a shutdown closed everything but never exited, workers fought for a port, and an index grew to 147 GB.
describe.skipIf(process.platform !== 'linux')('#1178', () => {
  it('a shutdown ends the process, whatever is still under way', async () => {
    const fds = countFds();
    const scene = openScene();
    const model = setUpModel(scene, { cap: 1, deadlineMs: 20_000 });
    scene.model = model;
    model.behave('working', true);
    const session = await startSession(scene, 'one');
    await session.tellTurn(1);
    await waitFor('the child', () => model.notes().find(({ what }) => what === 'in'));
    // Among what is under way: requests that nobody will wait for.
    void session.tellTurn(2).catch(() => undefined);
    const began = performance.now();
    session.link.signal('SIGTERM');
    expect(await session.link.gone).toBe('0');
    expect(performance.now() - began).toBeLessThan(LONGEST_MS);
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  });

  it('no process of ours ever has a port, so none can be taken', async () => {
    const scene = openScene();
    const model = setUpModel(scene, { cap: 1, deadlineMs: 20_000 });
    scene.model = model;
    await using taken = createServer();
    taken.on('error', () => undefined).listen(TAKEN_PORT, '127.0.0.1');
    await Promise.race([once(taken, 'listening'), once(taken, 'error')]);
    const fds = countFds();
    model.behave('working');
    const sessions = await Promise.all(['one', 'two'].map((id) => startSession(scene, id)));
    await Promise.all(sessions.map((session) => session.tellTurn(1)));
    await waitFor('the child', () => model.notes().find(({ what }) => what === 'in'));
    const command = startActor(scene, [...scene.build.holdfast, 'drain']);
    await waitFor('the command', async () => (await findMarked(scene.mark)).some(({ pid }) => pid === command.pid) || undefined);
    const pids = [...(await findMarked(scene.mark)).map(({ pid }) => pid), command.pid];
    expect(pids.length).toBeGreaterThan(4);
    expect(pids.flatMap(listSockets)).toEqual([]);
    expect(listSockets(process.pid)).not.toEqual([]);
    await command.ended;
    expect(await Promise.all(sessions.map((session) => session.end()))).toEqual(['0', '0']);
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  });

  it(`the same work told ${TELLINGS} times takes no more room than told once`, { timeout: 600_000 }, async ({ signal }) => {
    const fds = countFds();
    const scene = openScene();
    const sizes: number[] = [];
    const memories: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      const session = await startSession(scene, 'same');
      const tellings = round === 0 ? 1 : TELLINGS / 2;
      for (let telling = 0; telling < tellings; telling += 1) {
        signal.throwIfAborted();
        for (const turn of [1, 2, 3]) await session.tellTurn(turn);
      }
      await awaitWork(scene, 'distill');
      expect(await session.end()).toBe('0');
      sizes.push(measureFiles(scene.box.memory).database);
      memories.push(look(scene, 'select count(*) as n from memory')[0]);
    }
    console.log(`1178: ${sizes.join(' -> ')} bytes`);
    expect(memories[2]).toEqual(memories[0]);
    // A few pages for what the index has not merged yet and for the row of each text that was given to the agent.
    expect(sizes[2]! - sizes[0]!).toBeLessThan(64 * 1024 + TELLINGS * 256);
    expect(measureFiles(scene.box.memory)).toMatchObject({ wal: 0, log: 0, spool: 0 });
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  });
});
