import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { findMarked, findSurvivors, MARK } from '../../client/processes.ts';
import { cleanEnvironment, HOLDFAST, holdfast } from '../run.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { configureModel } from '../with-model.ts';
import { DEMO } from './filled-memory.ts';

describe('holdfast drain', () => {
  it('says that nothing waits where nothing does', async () => {
    expect(await holdfast(createSandbox(), ['drain'])).toMatchObject({
      code: 0,
      stdout: 'Distilled 0 turns, asked the model about 0. Nothing is left.\n',
    });
  });

  it('asks the model about every turn, once', async () => {
    const box = await createImported('answers');
    const first = JSON.parse((await holdfast(box, ['drain', '--json'])).stdout) as Record<string, number>;
    expect(first).toMatchObject({ waiting: 0, dead: 0 });
    expect(first['asked']).toBeGreaterThan(0);
    expect((await holdfast(box, ['search', '--all-projects'])).stdout).toMatch(/In better words/);
    expect(JSON.parse((await holdfast(box, ['drain', '--json'])).stdout)).toEqual({
      revived: 0,
      distilled: 0,
      asked: 0,
      waiting: 0,
      dead: 0,
    });
  });

  it('says what failed; --retry-dead tries again what was given up', async () => {
    const box = await createImported('hangs', { modelDeadlineMs: 300 });
    expect((await holdfast(box, ['drain'])).stdout).toMatch(/Left: \d+ waiting/);
    giveUp(box);
    expect((await holdfast(box, ['status'])).stdout).toMatch(/given up: asking a model.*did not answer within 0.3 s/);
    configureModel(box, 'answers');
    expect((await holdfast(box, ['drain', '--retry-dead'])).stdout).toMatch(/^Tried \d+ again that had failed\. .*Nothing is left\./);
    expect((await holdfast(box, ['search', '--all-projects'])).stdout).toMatch(/In better words/);
  });

  it.skipIf(process.platform !== 'linux').each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'leaves nothing behind at %s, and that is what ended it',
    async (signal) => {
      const box = await createImported('hangs');
      const child = spawn(process.execPath, [HOLDFAST, 'drain'], { cwd: box.project, env: cleanEnvironment(box), stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', (...how) => resolve(how)));
      await expect
        .poll(async () => (await findMarked(box.env[MARK]!)).some(({ command }) => command.includes('model.mjs')), { timeout: 10_000 })
        .toBe(true);
      child.kill(signal);
      expect(await ended).toEqual([null, signal]);
      expect(await findSurvivors(box.env[MARK]!, 2000)).toEqual([]);
      configureModel(box, 'answers');
      expect(JSON.parse((await holdfast(box, ['drain', '--json'])).stdout)).toMatchObject({ dead: 0 });
    },
  );
});

async function createImported(mode: 'answers' | 'hangs', settings: object = {}): Promise<Sandbox> {
  const box = createSandbox();
  configureModel(box, mode, settings);
  expect(await holdfast(box, ['import', DEMO])).toMatchObject({ code: 0 });
  return box;
}

// What five attempts over half an hour come to.
function giveUp({ memory }: Sandbox): void {
  const db = new DatabaseSync(join(memory, 'holdfast.db'));
  db.exec(`update job set state = 'dead' where error is not null; delete from breaker`);
  db.close();
}
