import { expect, it } from 'vitest';
import { startChild } from '../../src/process/child.ts';
import { isAlive } from '../../src/process/is-alive.ts';

const start = (program: string, deadlineMs: number): ReturnType<typeof startChild> =>
  startChild({ command: process.execPath, args: ['-e', program], env: {}, deadlineMs });

it('is talked to in lines and ends with its stdin', async () => {
  await using child = await start(`process.stdin.on('data', (data) => process.stdout.write('got ' + data))`, 10_000);
  child.send('hello');
  expect(await child.next()).toBe('got hello');
  expect(await child.end()).toMatchObject({ code: 0 });
  expect(isAlive(child.pid)).toBe(false);
});

it('is killed at its deadline with what it started, whatever it ignores', async () => {
  const stubborn = `
    process.on('SIGTERM', () => undefined);
    const own = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
    console.log(own.pid);
    setInterval(() => 0, 1000);`;
  await using child = await start(stubborn, 1500);
  const own = Number(await child.next());
  expect(isAlive(own)).toBe(true);
  expect(await child.end()).toMatchObject({ code: null });
  await expect.poll(() => isAlive(own), { timeout: 5000 }).toBe(false);
});

it('inherits no environment', async () => {
  await using child = await start(`console.log(JSON.stringify(process.env.HOME ?? null)); process.stdin.resume()`, 10_000);
  expect(await child.next()).toBe('null');
});

it('that cannot be started is an error', async () => {
  await expect(startChild({ command: '/nowhere/program', args: [], env: {}, deadlineMs: 1000 })).rejects.toThrow(/ENOENT/);
});
