import { expect, it } from 'vitest';
import { waitFor } from '../../client/wait-for.ts';
import { sized } from '../form.ts';
import { setUpModel } from '../model.ts';
import { findSurvivors } from '../survivors.ts';
import { countFds, verify } from '../verify.ts';
import { awaitWork, countReworded } from './await-work.ts';
import { openScene } from './open-scene.ts';
import { startSession } from './start-session.ts';

const [SESSIONS, TURNS] = sized({ quick: [3, 5], ci: [6, 15], whole: [6, 15] });
const CAP = 2;

// There, each session that crashed left 15 children; 89 were found.
it.skipIf(process.platform !== 'linux')(
  `#572: ${SESSIONS} sessions killed with ${SESSIONS * TURNS} children requested leave none, and the next session does their work`,
  async () => {
    const fds = countFds();
    const scene = openScene();
    const model = setUpModel(scene, { cap: CAP, deadlineMs: 20_000 });
    scene.model = model;
    model.behave('working', true);
    const sessions = await Promise.all(Array.from({ length: SESSIONS }, (_, index) => startSession(scene, `dead-${index}`)));
    await Promise.all(
      sessions.map(async (session) => {
        for (let turn = 1; turn <= TURNS; turn += 1) await session.tellTurn(turn);
      }),
    );
    await waitFor('children', () => model.notes().filter(({ what }) => what === 'in').length >= CAP || undefined);
    await awaitWork(scene, 'distill');
    for (const { link } of sessions) link.signal('SIGKILL');
    const endedAt = performance.now();
    expect((await findSurvivors(scene, endedAt, 2000)).alive).toEqual([]);

    model.behave('answer');
    const next = await startSession(scene, 'next');
    await awaitWork(scene, 'enrich');
    expect(countReworded(scene)).toBeGreaterThanOrEqual(SESSIONS * TURNS - CAP);
    expect(await next.end()).toBe('0');
    // Also that no more than the cap ever ran at once.
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  },
  600_000,
);
