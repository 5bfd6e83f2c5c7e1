import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findSurvivors } from '../client/processes.ts';
import { findIdentified } from '../../src/process/identity.ts';
import { findMarked } from '../../src/process/mark.ts';
import { processes } from '../../src/process/processes.ts';
import { type Ran, run, type RunOptions } from '../../src/process/run.ts';
import { livingIn, membersOf } from './living.ts';

const isLinux = process.platform === 'linux';

describe('a program that is run', () => {
  it('gets its stdin and gives its stdout', async () => {
    expect(await sh('cat', { input: 'a line\nand half a li' })).toEqual({
      ended: 'itself',
      code: 0,
      signal: null,
      stdout: 'a line\nand half a li',
      stderr: '',
    });
  });

  it.each([0, 1, 7, 126, 128, 131, 147, 148, 200, 255])('ends with its own status %i', async (status) => {
    expect(await sh(`exit ${status}`, { deadlineMs: 5000 })).toMatchObject({ ended: 'itself', code: status, signal: null });
  });

  it.each(['SIGKILL', 'SIGSEGV', 'SIGTERM'] as const)('is ended by a signal, %s, and that is told', async (signal) => {
    expect(await sh(`kill -${signal.slice(3)} $$`)).toMatchObject({ ended: 'itself', code: null, signal });
  });

  it('that is not there ends with 127', async () => {
    expect(await runIt({ command: '/nowhere/program', args: [] })).toMatchObject({
      code: 127,
      stderr: expect.stringContaining('/nowhere/program'),
    });
  });

  it('may leave its stdin unread', async () => {
    expect(await sh('exec 0<&-; echo done', { input: 'x'.repeat(1_000_000) })).toMatchObject({ code: 0, stdout: 'done\n' });
  });

  it('has the environment it is given, its mark, and nothing else', async () => {
    const { stdout } = await runIt({
      command: process.execPath,
      args: ['-p', 'JSON.stringify(process.env)'],
      mark: 'm-1',
      env: { A: 'b' },
    });
    const { PWD: _pwd, SHLVL: _level, OLDPWD: _old, _: _last, ...rest } = JSON.parse(stdout) as Record<string, string>;
    expect(rest).toEqual({ A: 'b', HOLDFAST_CHILD: 'm-1' });
  });

  it('keeps of a long stderr its end', async () => {
    const { stderr } = await sh('i=0; while [ $i -lt 2000 ]; do echo "line $i" >&2; i=$((i+1)); done');
    expect(stderr).toMatch(/line 1999\n$/);
    expect(stderr.length).toBeLessThanOrEqual(4096);
  });

  it.skipIf(!isLinux)('is known by its identity while it runs and by no other afterwards', async () => {
    const identities: string[] = [];
    let alive = false;
    await sh('sleep 0.2', {
      started: (identity = '') => {
        identities.push(identity);
        alive = findIdentified(identity) !== undefined;
      },
    });
    expect({ alive, left: identities.map(findIdentified) }).toEqual({ alive: true, left: [undefined] });
  });
});

describe('a program that does not end', () => {
  const STUBBORN = `trap '' TERM INT HUP; echo up; while :; do sleep 0.1; done`;

  it('is ended at its deadline, politely first', async () => {
    const ran = await sh(`trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.02; done`, { deadlineMs: 1000, graceMs: 1500 });
    expect(ran).toMatchObject({ ended: 'deadline', code: 3, stdout: 'up\nbye\n' });
  });

  it('is killed when it ignores that', async () => {
    const began = performance.now();
    expect(await sh(STUBBORN, { deadlineMs: 1000, graceMs: 500 })).toMatchObject({
      ended: 'deadline',
      signal: 'SIGKILL',
      stdout: 'up\n',
    });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('is killed while it is stopped', async () => {
    expect(await sh('kill -STOP $$', { deadlineMs: 1000, graceMs: 500 })).toMatchObject({
      ended: 'deadline',
      signal: 'SIGKILL',
    });
  });

  it('is ended when it says too much', async () => {
    const ran = await runIt({ command: 'yes', args: [], maxOutputBytes: 100_000 });
    expect(ran).toMatchObject({ ended: 'too-much-output' });
    expect(ran.stdout.length).toBeLessThanOrEqual(100_000);
  });

  it('is ended when it is aborted', async () => {
    const controller = new AbortController();
    const running = sh(STUBBORN, { signal: controller.signal, graceMs: 100 });
    await setTimeout(1000);
    controller.abort();
    expect(await running).toMatchObject({ ended: 'aborted', signal: 'SIGKILL' });
  });

  it('does not begin when it was aborted before', async () => {
    expect(await sh('sleep 0.1; echo began', { signal: AbortSignal.abort(), graceMs: 100 })).toMatchObject({
      ended: 'aborted',
      stdout: '',
    });
  });
});

describe.skipIf(!isLinux)('what a program started', () => {
  it.each([
    ['in its group', 'sleep 1000 & echo up'],
    ['in its group, ignoring polite signals and without the mark', `env -i sh -c 'trap "" TERM; exec sleep 1000' & sleep 0.1; echo up`],
    ['in a group and session of its own', 'setsid sleep 1000 & sleep 0.1; echo up'],
    ['twice removed, without stdin and stdout', '(setsid sleep 1000 </dev/null >/dev/null 2>&1 &) ; sleep 0.1; echo up'],
  ])('%s is gone when it has ended', async (_, program) => {
    const mark = crypto.randomUUID();
    let group = Number.NaN;
    const started = (identity = ''): void => void (group = Number(identity.split(' ')[0]));
    expect(await sh(program, { mark, started })).toMatchObject({ ended: 'itself', code: 0, stdout: 'up\n' });
    expect([[...findMarked(mark)], livingIn(group)]).toEqual([[], []]);
  });

  it.each(['wait', 'abort-and-leave'] as const)('is gone soon after the death of its runner (%s)', async (what) => {
    const { runner, mark } = await startRunner(what);
    if (what === 'wait') runner.kill('SIGKILL');
    expect(await findSurvivors(mark, 10_000)).toEqual([]);
  });

  // A guard that is still putting its watchers up must not lose them to the polite signal.
  it('is gone as well when its runner leaves while it is still starting', async () => {
    for (let delay = 0; delay < 24; delay += 4) {
      const runners = await Promise.all([delay, delay + 1, delay + 2, delay + 3].map((ms) => startRunner('abort-and-leave', ms)));
      for (const { mark } of runners) expect(await findSurvivors(mark, 10_000)).toEqual([]);
    }
  });

  // Where process 1 does not wait for orphans, as in many containers, they would pile up.
  it.each([
    ['ends by itself', 'exit 3'],
    ['ends by itself after a while', 'sleep 0.1'],
    ['is ended by a polite signal', 'read never <&1'],
    ['is killed', `trap '' TERM; while :; do :; done`],
  ])('leaves no zombie when it %s', async (_, program) => {
    const groups: number[] = [];
    const started = (identity = ''): void => void groups.push(Number(identity.split(' ')[0]));
    await sh(program, { started, deadlineMs: 1000, graceMs: 1000 });
    expect(groups.map(membersOf)).toEqual([[]]);
  });

  it('leaves no file descriptor open', async () => {
    await sh('true');
    const before = openFiles();
    for (let n = 0; n < 10; n += 1) await sh('echo hello', { deadlineMs: 5000 });
    await sh('sleep 1000', { deadlineMs: 50, graceMs: 50 });
    expect(openFiles()).toBeLessThanOrEqual(before);
  });
});

async function startRunner(what: string, delayMs = 300): Promise<{ runner: ChildProcess; mark: string }> {
  const script = join(import.meta.dirname, 'fixtures', 'running.ts');
  const runner = spawn(process.execPath, ['--no-warnings', script, what, String(delayMs)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void runner.kill('SIGKILL'));
  const [said] = await once(runner.stdout, 'data', { signal: AbortSignal.timeout(10_000) });
  const mark = String(said).trim();
  onTestFinished(async () => void (await processes.endChild(mark, undefined)));
  return { runner, mark };
}

function sh(program: string, options: Partial<RunOptions> = {}): Promise<Ran> {
  return runIt({ command: '/bin/sh', args: ['-c', program], ...options });
}

function runIt(options: Partial<RunOptions> & Pick<RunOptions, 'command' | 'args'>): Promise<Ran> {
  return run({
    env: { PATH: process.env['PATH']! },
    input: '',
    mark: crypto.randomUUID(),
    deadlineMs: 10_000,
    maxOutputBytes: 1_000_000,
    ...options,
  });
}

function openFiles(): number {
  return readdirSync('/proc/self/fd').length;
}
