import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { waitFor } from '../../client/wait-for.ts';
import { awaitWork, countReworded } from '../incidents/await-work.ts';
import { openScene } from '../incidents/open-scene.ts';
import { startSession } from '../incidents/start-session.ts';
import { setUpModel } from '../model.ts';
import { countFds, verify } from '../verify.ts';

const HELD_MS = 12_000;

it.skipIf(process.platform !== 'linux')(
  `an answer that arrives while others hold the database, for ${HELD_MS / 1000} s, is stored and not asked for again`,
  async () => {
    const fds = countFds();
    const scene = openScene();
    const model = (scene.model = setUpModel(scene, { cap: 1, deadlineMs: 30_000 }));
    model.behave('answer late');
    const session = await startSession(scene, 'held');
    await session.tellTurn(1);
    await waitFor('a model', () => model.notes().some(({ what }) => what === 'start') || undefined);
    const other = new DatabaseSync(scene.database, { timeout: 2000 });
    other.exec('begin immediate');
    model.go();
    await waitFor('an answer', () => model.notes().some(({ what }) => what === 'answered') || undefined);
    await setTimeout(HELD_MS);
    other.exec('rollback');
    other.close();
    await awaitWork(scene, 'enrich');
    expect(countReworded(scene)).toBe(1);
    await session.end();
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  },
);
