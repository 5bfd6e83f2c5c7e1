import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sized } from '../form.ts';
import { setUpModel } from '../model.ts';
import { countFds, verify } from '../verify.ts';
import { awaitWork, countReworded } from './await-work.ts';
import { findChildren } from './find-children.ts';
import { openScene } from './open-scene.ts';
import { readProcess } from './process-stats.ts';
import { type Session, startSession } from './start-session.ts';

const SESSIONS = sized({ quick: 6, ci: 40, whole: 157 });
const WATCHED_S = sized({ quick: 3, ci: 10, whole: 10 });
// Of each: it looks for its parent four times a second. One tick is 10 ms of CPU.
const TICKS_A_SECOND = 0.5;

// There, 157 observers of sessions that did nothing any more held 8.4 GB.
it.skipIf(process.platform !== 'linux')(
  `#1168: ${SESSIONS} idle sessions that asked a model hold no child, and use no CPU`,
  async ({ signal }) => {
    const fds = countFds();
    const scene = openScene();
    scene.model = setUpModel(scene, { cap: 2, deadlineMs: 20_000 });
    const sessions: Session[] = [];
    while (sessions.length < SESSIONS) {
      signal.throwIfAborted();
      const session = await startSession(scene, `idle-${sessions.length}`);
      sessions.push(session);
      await session.tellTurn(1);
    }
    await awaitWork(scene, 'distill');
    await awaitWork(scene, 'enrich');
    expect(countReworded(scene)).toBeGreaterThanOrEqual(SESSIONS);
    const readTicks = (): number => sessions.reduce((sum, { link }) => sum + readProcess(link.pid)!.ticks, 0);
    await setTimeout(500);
    const before = readTicks();
    await setTimeout(WATCHED_S * 1000);
    const used = readTicks() - before;
    console.log(`1168: ${SESSIONS} idle sessions used ${used} ticks in ${WATCHED_S} s`);
    expect(used).toBeLessThanOrEqual(SESSIONS * WATCHED_S * TICKS_A_SECOND);
    expect(await findChildren(scene, sessions)).toEqual([]);
    await Promise.all(sessions.map((session) => session.end()));
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  },
  600_000,
);
