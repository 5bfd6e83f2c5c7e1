import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { findMarked } from '../../client/processes.ts';
import { turnPayloads } from '../fixtures/payloads.ts';
import { sized } from '../form.ts';
import { look } from '../look.ts';
import type { Scene } from '../scene.ts';
import { countFds, verify } from '../verify.ts';
import { awaitWork } from './await-work.ts';
import { copyVersion } from './copy-version.ts';
import { measureFiles } from './measure-files.ts';
import { openScene } from './open-scene.ts';
import { readProcess } from './process-stats.ts';
import { startSession } from './start-session.ts';

const STARTS = sized({ quick: 16, ci: 50, whole: 218 });
const OTHER = '99.9.9';
const QUIET_MS = sized({ quick: 1500, ci: 5000, whole: 5000 });
const SETTLED_MS = 500;
const QUIET_TICKS = 5;

// There, every start of a hook saw another version than its own running, ended it and started a worker of its own: 218.
describe.skipIf(process.platform !== 'linux')('#1145: two versions installed at once', () => {
  it(`${STARTS} of them start at the same moment, and each of them lives on`, { timeout: 900_000 }, async () => {
    const fds = countFds();
    const scene = openScene();
    const other = copyVersion(scene, OTHER, false);
    const indexes = Array.from({ length: STARTS }, (_, index) => index);
    const sessions = await Promise.all(
      indexes.map(async (index) => {
        const session = await startSession(scene, `session-${index}`, index % 2 === 0 ? scene.build.server : other);
        await session.tellTurn(1);
        return session;
      }),
    );
    const isOther = sessions.map(({ version }) => version === OTHER);
    expect(isOther).toEqual(indexes.map((index) => index % 2 === 1));
    // As many as were started, the very same, and no child.
    const alive = (await findMarked(scene.mark)).map(({ pid }) => pid);
    expect(alive.toSorted()).toEqual(sessions.map(({ link }) => link.pid).toSorted());
    // Of hundreds at once some give up on the database: their work is the next session's.
    await awaitWork(scene, 'distill').catch(() => undefined);
    for (const session of sessions) expect(await session.end()).toBe('0');
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  });

  it('an older one that meets the schema of a newer one says so and stays, quietly', async () => {
    const fds = countFds();
    const scene = openScene();
    const newer = copyVersion(scene, OTHER, true);
    const first = await startSession(scene, 'newer', newer);
    await first.tellTurn(1);
    const older = await startSession(scene, 'older');
    const [prompt, ...rest] = turnPayloads('older', 1, scene.box.project);
    expect(await older.hook(prompt!)).toMatch(/Holdfast: memory is not available\. The database has schema \d+; this Holdfast knows \d+/);
    for (const fields of rest) expect(await older.hook(fields)).toBe('{}');
    // It looks once more what was left, right after its start.
    await setTimeout(SETTLED_MS);
    const { log } = measureFiles(scene.box.memory);
    const ticks = readProcess(older.link.pid)!.ticks;
    await setTimeout(QUIET_MS);
    expect(readProcess(older.link.pid)!.ticks - ticks).toBeLessThanOrEqual(QUIET_TICKS);
    expect(measureFiles(scene.box.memory).log).toBe(log);
    expect((await findMarked(scene.mark)).length).toBe(2);
    expect([await older.end(), await first.end()]).toEqual(['0', '0']);
    await storeSpooled(scene, newer);
    expect((await verify({ ...scene, build: { ...scene.build, server: newer } }, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  });

  it('one whose schema is changed under it by a newer one works on', async () => {
    const fds = countFds();
    const scene = openScene();
    const newer = copyVersion(scene, OTHER, true);
    const older = await startSession(scene, 'older');
    await older.tellTurn(1);
    const second = await startSession(scene, 'newer', newer);
    await Promise.all([older, second].flatMap((session) => [session.tellTurn(2), session.tellTurn(3)]));
    await awaitWork(scene, 'distill');
    expect(look(scene, 'select distinct session from memory')).toHaveLength(2);
    expect([await older.end(), await second.end()]).toEqual(['0', '0']);
    // Of the database as it was before: one, by design.
    rmSync(`${scene.database}.backup`);
    await storeSpooled(scene, newer);
    expect((await verify({ ...scene, build: { ...scene.build, server: newer } }, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  });
});

// What the older one could not store waits for the next session of the newer one.
async function storeSpooled(scene: Scene, newer: readonly string[]): Promise<void> {
  const last = await startSession(scene, 'last', newer);
  await last.tellTurn(1);
  await awaitWork(scene, 'distill');
  expect(await last.end()).toBe('0');
}
