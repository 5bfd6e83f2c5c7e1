import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findMarked } from '../../src/process/mark.ts';
import { PLUGIN_SERVER } from './run.ts';

const BUILT = [resolve(import.meta.dirname, '../../dist/guard.js'), resolve(dirname(PLUGIN_SERVER), 'guard.js')];

// What stands between us and a model command where there is no POSIX shell.
describe.each(BUILT)('the guard that is built beside the bundle, %s', (path) => {
  it('ends as its program does', async () => {
    expect(await ending(start(path, crypto.randomUUID(), 'exit 7'))).toEqual([7, null]);
    expect(await ending(start(path, crypto.randomUUID(), 'kill -KILL $$'))).toEqual([null, 'SIGKILL']);
  });

  it.skipIf(process.platform !== 'linux')('ends its program when the tether ends', async () => {
    const mark = crypto.randomUUID();
    const guard = start(path, mark, `trap '' TERM; echo up; while :; do sleep 0.05; done`);
    await once(guard.stdout!, 'data');
    expect([...findMarked(mark)]).not.toEqual([]);
    guard.stdio[3]!.destroy();
    await ending(guard);
    await expect.poll(() => [...findMarked(mark)], { timeout: 2000 }).toEqual([]);
  });
});

function start(path: string, mark: string, program: string): ChildProcess {
  const args = [path, '20', '0.1', mark, '/bin/sh', '-c', program];
  const guard = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    detached: true,
    env: { PATH: process.env['PATH']! },
  });
  onTestFinished(() => void (guard.exitCode === null && guard.signalCode === null && process.kill(-guard.pid!, 'SIGKILL')));
  return guard;
}

function ending(guard: ChildProcess): Promise<unknown> {
  return once(guard, 'exit', { signal: AbortSignal.timeout(10_000) });
}
