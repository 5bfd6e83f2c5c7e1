import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { cleanEnvironment } from '../run.ts';
import type { Sandbox } from '../sandbox.ts';

/** Whether mounts of our own can be made here: as root on Linux, outside of most containers. */
export const canMount: boolean = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

/** Runs a shell script in a mount namespace that lasts as long as the test. Returns the command that starts others in it. */
export async function enterMounts(box: Sandbox, script: string): Promise<readonly string[]> {
  const holder = spawn('unshare', ['--mount', '/bin/sh', '-c', `${script} && echo ready && exec cat`], {
    env: cleanEnvironment(box),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'exit');
  onTestFinished(async () => {
    holder.stdin.end();
    await ended;
  });
  await Promise.race([once(holder.stdout, 'data'), ended.then(() => Promise.reject(new Error(`Failed: ${script}`)))]);
  return ['nsenter', `--target=${holder.pid}`, '--mount', '--'];
}
