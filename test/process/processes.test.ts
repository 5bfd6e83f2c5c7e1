import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { identify } from '../../src/process/identity.ts';
import { isAlive } from '../../src/process/is-alive.ts';
import { toEnvironment } from '../../src/process/mark.ts';
import { processes } from '../../src/process/processes.ts';
import { livingIn } from './living.ts';

describe.skipIf(process.platform !== 'linux')('what is left of a child', () => {
  it('is ended by its identity, with its group', async () => {
    const child = await start('sleep 1000 & sleep 1000 & wait', {});
    expect(await processes.endChild(crypto.randomUUID(), identify(child.pid!)!)).toBe(true);
    await expect.poll(() => livingIn(child.pid!)).toEqual([]);
  });

  it('is ended by its mark, whatever group it is in', async () => {
    const mark = crypto.randomUUID();
    const child = await start('setsid sleep 1000 & sleep 1000', toEnvironment(mark));
    expect(await processes.endChild(mark, undefined)).toBe(true);
    expect(child.exitCode ?? child.signalCode ?? (await once(child, 'exit'))[1]).toBe('SIGKILL');
  });

  it('is left alone where the id is another process by now', async () => {
    const child = await start('sleep 1000', {});
    const [pid, boot, space, ticks] = identify(child.pid!)!.split(' ');
    for (const other of [
      `${pid} ${boot} ${space} ${Number(ticks) - 1}`,
      `${pid} ${crypto.randomUUID()} ${space} ${ticks}`,
      `${pid} ${boot} pid:[1] ${ticks}`,
      `${pid} ${boot} ${space}`,
      `${pid}`,
      '',
      '0',
      '-1 x y z',
    ]) {
      expect(await processes.endChild(crypto.randomUUID(), other)).toBe(true);
    }
    expect(isAlive(child.pid!)).toBe(true);
  });

  it('is left alone where its mark only begins like ours, or is an argument', async () => {
    const mark = crypto.randomUUID();
    const child = await start(`: HOLDFAST_CHILD=${mark}; sleep 1000`, { HOLDFAST_CHILD: `${mark}0`, X: `HOLDFAST_CHILD=${mark}` });
    expect(await processes.endChild(mark, undefined)).toBe(true);
    expect(isAlive(child.pid!)).toBe(true);
  });

  it('may be nothing', async () => {
    expect(await processes.endChild(crypto.randomUUID(), undefined)).toBe(true);
  });
});

describe.skipIf(process.platform !== 'linux')('a process', () => {
  it('has ended when no process of its identity is left', async () => {
    const child = await start('sleep 1000', {});
    const identity = identify(child.pid!)!;
    expect(await processes.hasEnded(identity)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await processes.hasEnded(identity)).toBe(true);
  });

  it('of another container, or of before the last boot, may be alive somewhere: nobody knows', async () => {
    const [pid, boot, space, ticks] = identify(process.pid)!.split(' ');
    expect(await processes.hasEnded(`${pid} ${boot} pid:[1] 1`)).toBe(false);
    expect(await processes.hasEnded(`${pid} ${crypto.randomUUID()} ${space} ${ticks}`)).toBe(false);
    expect(await processes.hasEnded('a name')).toBe(false);
  });

  it('keeps its identity', () => {
    expect(identify(process.pid)).toBe(identify(process.pid));
    expect(identify(process.pid)).toMatch(/^\d+ [\da-f-]{36} pid:\[\d+\] \d+$/);
  });
});

async function start(program: string, env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = spawn('/bin/sh', ['-c', `echo up; ${program}`], {
    env: { PATH: process.env['PATH']!, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void (child.exitCode === null && child.signalCode === null && process.kill(-child.pid!, 'SIGKILL')));
  await once(child.stdout!, 'data', { signal: AbortSignal.timeout(5000) });
  return child;
}
