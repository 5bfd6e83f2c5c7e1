import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findMarked } from '../../src/process/mark.ts';
import { processes } from '../../src/process/processes.ts';
import { tempFolder } from '../temp-folder.ts';
import { groupOf, livingIn, stateOf } from './living.ts';

// The leak lab tells how quick it is; this, that it comes.
const LONGEST_MS = 15_000;
const FAR = 60_000;

// Each says `up` once it is up, and would go on for ever.
const PROGRAMS: readonly (readonly [name: string, program: string])[] = [
  ['waits', 'echo up; sleep 1000'],
  ['ignores every polite signal', `trap '' TERM INT HUP; echo up; sleep 1000; sleep 1000`],
  ['reads a stdin that does not end', 'echo up; cat'],
  ['spins', 'echo up; while :; do :; done'],
  ['started others in its group', 'sleep 1000 & sleep 1000 & echo up; sleep 1000'],
  ['started others and is gone itself', '(sleep 1000; sleep 1000) & (sleep 1000; sleep 1000) & echo up'],
  ['started many that are starting others when it is gone', 'for n in $(seq 60); do (true; sleep 1000; sleep 1000) & done; echo up'],
  [
    'started many that leave its group and are starting others',
    'for n in $(seq 40); do setsid sh -c "true; sleep 1000; sleep 1000" & done; echo up',
  ],
  ['started one that left its group and ignores everything', `trap '' TERM INT HUP; setsid sleep 1000 & echo up; sleep 1000`],
  ['is stopped', 'echo up; kill -STOP $$; sleep 1000'],
];

describe.skipIf(process.platform !== 'linux')('a program that', () => {
  for (const [name, program] of PROGRAMS) {
    it.each(['tied', 'untied', 'node'] as const)(`${name} is ended when its parent is killed (%s)`, async (kind) => {
      const { parent, mark } = await start(kind, program);
      parent.kill('SIGKILL');
      expect(await whenNoneLeft(mark)).toBeLessThan(LONGEST_MS);
    });
  }

  it.each(['tied', 'untied', 'node'] as const)('outlives its deadline while its parent is stopped is ended (%s)', async (kind) => {
    const { parent, mark } = await start(kind, 'echo up; sleep 1000', 1200);
    parent.kill('SIGSTOP');
    expect(await whenNoneLeft(mark)).toBeLessThan(1200 + LONGEST_MS);
    expect(stateOf(parent.pid!)).toBe('T');
  });

  it('is stopped with its guard and its watchers is ended when its parent is killed (tied)', async () => {
    const { parent, mark } = await start('tied', 'echo up; sleep 1000');
    const group = groupOf([...findMarked(mark)][0]!);
    process.kill(-group, 'SIGSTOP');
    parent.kill('SIGKILL');
    expect(await whenNoneLeft(mark)).toBeLessThan(LONGEST_MS);
    await expect.poll(() => livingIn(group), { timeout: LONGEST_MS, interval: 10 }).toEqual([]);
  });
});

async function start(kind: 'tied' | 'untied' | 'node', program: string, deadlineMs = FAR): Promise<{ parent: ChildProcess; mark: string }> {
  const script = join(import.meta.dirname, 'fixtures', 'guarding.ts');
  const PATH = kind === 'untied' ? pathWithoutSetpriv() : process.env['PATH']!;
  const shell = kind === 'node' ? '/nowhere/sh' : '/bin/sh';
  const parent = spawn(process.execPath, ['--no-warnings', script, shell, String(deadlineMs), program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH },
  });
  const lines = createInterface({ input: parent.stdout });
  const said: string[] = [];
  lines.on('line', (line) => said.push(line));
  onTestFinished(() => void parent.kill('SIGKILL'));
  while (said.length < 2) await once(lines, 'line', { signal: AbortSignal.timeout(10_000) });
  const mark = said.find((line) => line !== 'up')!;
  onTestFinished(async () => void (await processes.endChild(mark, undefined)));
  return { parent, mark };
}

async function whenNoneLeft(mark: string): Promise<number> {
  const began = performance.now();
  await expect.poll(() => [...findMarked(mark)], { timeout: LONGEST_MS, interval: 10 }).toEqual([]);
  return performance.now() - began;
}

// What the guard needs, and no setpriv among it.
function pathWithoutSetpriv(): string {
  const folder = join(tempFolder(), 'bin');
  mkdirSync(folder);
  for (const name of ['sleep', 'grep', 'cat', 'setsid', 'true']) symlinkSync(`/usr/bin/${name}`, join(folder, name));
  return folder;
}
