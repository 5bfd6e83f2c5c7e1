import { expect, it } from 'vitest';
import { waitFor } from '../../client/wait-for.ts';
import { setUpModel } from '../model.ts';
import { countFds, verify } from '../verify.ts';
import { countReworded } from './await-work.ts';
import { findChildren } from './find-children.ts';
import { openScene } from './open-scene.ts';
import { startSession } from './start-session.ts';

const DEADLINE_MS = 700;
const GRACE_MS = 2000;

// There, children whose work was done or had failed ran for ever, because nobody ended them.
it.skipIf(process.platform !== 'linux')(
  '#499: a child that never exits is ended with all it started, and the next one answers',
  async () => {
    const fds = countFds();
    const scene = openScene();
    const model = setUpModel(scene, { cap: 1, deadlineMs: DEADLINE_MS });
    scene.model = model;
    model.behave('working', true);
    const session = await startSession(scene, 'one');
    await session.tellTurn(1);
    await waitFor('the child', () => model.notes().find(({ what }) => what === 'in'));
    const began = performance.now();
    // It, two shells and what these run, deaf to every polite signal; one of the shells left the group.
    expect((await findChildren(scene, [session])).length).toBeGreaterThan(3);
    model.behave('answer');
    await waitFor('no child', async () => ((await findChildren(scene, [session])).length === 0 ? true : undefined));
    expect(performance.now() - began).toBeLessThan(DEADLINE_MS + GRACE_MS);
    await session.tellTurn(2);
    await waitFor('an answer', () => countReworded(scene) || undefined);
    expect(await session.end()).toBe('0');
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  },
);
