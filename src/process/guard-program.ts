import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { TETHER_FD } from './guard.ts';
import { killAllMarked } from './kill-marked.ts';
import { killTree } from './kill-tree.ts';
import { toEnvironment } from './mark.ts';
import { tether } from './tether.ts';

// The guard where there is no POSIX shell: `guard <deadline in seconds> <grace in seconds> <mark> <command> [argument]...`
const [deadline = '', grace = '', mark = '', command = '', ...args] = process.argv.slice(2);
const isWindows = process.platform === 'win32';

const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...toEnvironment(mark) }, windowsHide: true });
child.once('error', () => process.exit(127));
child.once('exit', (code, signal) => {
  killAllMarked(mark);
  if (signal === null) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});

// A polite signal is for the program: the guard ends with it.
const stdin = new Socket({ fd: TETHER_FD }).resume();
tether({ stdin, stdout: process.stdout, deadlineMs: Number(deadline) * 1000 }, () => {
  if (isWindows) endOnWindows();
  else killTree(process.pid, 'SIGTERM');
  setTimeout(endAll, Number(grace) * 1000);
});

function endOnWindows(): void {
  if (child.pid !== undefined) killTree(child.pid, 'SIGKILL');
  process.exit(1);
}

function endAll(): void {
  killAllMarked(mark);
  killTree(process.pid, 'SIGKILL');
}
