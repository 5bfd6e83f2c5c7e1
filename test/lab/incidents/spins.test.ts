import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { waitFor } from '../../client/wait-for.ts';
import { sized } from '../form.ts';
import { look } from '../look.ts';
import { setUpModel } from '../model.ts';
import { countFds, verify } from '../verify.ts';
import { awaitWork } from './await-work.ts';
import { findChildren } from './find-children.ts';
import { openScene } from './open-scene.ts';
import { readProcess } from './process-stats.ts';
import { startSession } from './start-session.ts';

// A loaded machine takes its time until a child runs at all.
const DEADLINE_MS = 1500;
const GRACE_MS = 4000;
const PATIENCE = 3;
const WATCHED_S = sized({ quick: 3, ci: 10, whole: 15 });
const HOOK_MS = 250;

// There, a vector server span at 500 to 700 % of a CPU, and was started again whenever it was ended.
it.skipIf(process.platform !== 'linux')(
  '#1185: a model child that spins is ended at its deadline, and after three of them no more are started',
  async () => {
    const fds = countFds();
    const scene = openScene();
    scene.model = setUpModel(scene, { cap: 1, deadlineMs: DEADLINE_MS });
    const config = join(scene.box.memory, 'config.json');
    const sound = readFileSync(config, 'utf8');
    const starts = join(scene.box.root, 'starts');
    const modelCommand = [process.execPath, join(import.meta.dirname, 'fixtures/spinning.mjs'), starts];
    writeFileSync(config, JSON.stringify({ ...JSON.parse(sound), modelCommand }));
    const countStarts = (): number => (existsSync(starts) ? readFileSync(starts, 'utf8').split('\n').length - 1 : 0);

    const session = await startSession(scene, 'one');
    for (let turn = 1; turn <= PATIENCE; turn += 1) await session.tellTurn(turn);
    await waitFor('the child', () => countStarts() || undefined);
    const began = performance.now();
    await session.tellTurn(PATIENCE + 1);
    // Four hooks, while it spins.
    expect(performance.now() - began).toBeLessThan(4 * HOOK_MS);
    await waitFor('the breaker', () => look(scene, `select 1 from breaker where state = 'open'`)[0]);
    expect(performance.now() - began).toBeLessThan(PATIENCE * (DEADLINE_MS + GRACE_MS));
    // One that was ended before it ran wrote nothing down.
    const started = countStarts();
    expect(started).toBeGreaterThan(0);
    // A turn that is claimed counts as tried until the open breaker turns it away.
    const countAttempts = (): Promise<unknown> =>
      waitFor('a look at the breaker', () => {
        const [jobs] = look(scene, `select sum(attempt) as attempts, sum(state = 'leased') as asked from job where kind = 'enrich'`);
        return jobs!['asked'] === 0 ? jobs!['attempts'] : undefined;
      });
    expect(await countAttempts()).toBe(PATIENCE);

    await session.tellTurn(PATIENCE + 2);
    await awaitWork(scene, 'distill');
    const readTicks = (): number => readProcess(session.link.pid)!.ticks;
    const before = readTicks();
    await setTimeout(WATCHED_S * 1000);
    expect(readTicks() - before).toBeLessThanOrEqual(WATCHED_S * 2);
    expect(await findChildren(scene, [session])).toEqual([]);
    expect(countStarts()).toBe(started);
    expect(await countAttempts()).toBe(PATIENCE);
    expect(await session.end()).toBe('0');
    writeFileSync(config, sound);
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  },
);
