import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { waitFor } from '../../client/wait-for.ts';
import { sized } from '../form.ts';
import { setUpModel } from '../model.ts';
import { countFds, verify } from '../verify.ts';
import { awaitWork, countReworded } from './await-work.ts';
import { openScene } from './open-scene.ts';
import { startSession } from './start-session.ts';
import { listZombies, watchZombies } from './watch-zombies.ts';

const TURNS = sized({ quick: 10, ci: 40, whole: 80 });

// There, children that had ended stayed in the process table, because their `onclose` was nobody's any more.
it.skipIf(process.platform !== 'linux')(
  `#737: of ${TURNS} model children of a long session, every fourth of them killed, none stays as a zombie`,
  async ({ signal }) => {
    const fds = countFds();
    const scene = openScene();
    const model = setUpModel(scene, { cap: 1, deadlineMs: 20_000 });
    scene.model = model;
    const session = await startSession(scene, 'long');
    using watch = watchZombies(session.link.pid);
    await session.tellTurn(1);
    await awaitWork(scene, 'enrich');
    const held = countFds(session.link.pid);
    for (let turn = 2; turn <= TURNS; turn += 1) {
      signal.throwIfAborted();
      const before = model.notes().length;
      model.behave(turn % 4 === 0 ? 'working' : 'answer');
      await session.tellTurn(turn);
      if (turn % 4 === 0) {
        const hung = await waitFor('the child', () =>
          model
            .notes()
            .slice(before)
            .find(({ what }) => what === 'in'),
        );
        model.behave('answer');
        process.kill(hung.pid, 'SIGKILL');
      }
      await awaitWork(scene, 'distill');
      await awaitWork(scene, 'enrich');
    }
    expect(countReworded(scene)).toBeGreaterThan(TURNS / 2);
    await setTimeout(300);
    expect([...watch.found, ...listZombies(session.link.pid)]).toEqual([]);
    expect(countFds(session.link.pid)).toBeLessThanOrEqual(held);
    expect(await session.end()).toBe('0');
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  },
  600_000,
);
