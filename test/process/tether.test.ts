import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isAlive } from '../../src/process/is-alive.ts';
import { tempFolder } from '../temp-folder.ts';

const DEADLINE_MS = 5000;

describe('a tethered process leaves', () => {
  it('when its stdin ends', async () => {
    const { child, ending } = await start('tethered.ts');
    child.stdin!.end();
    expect(await ending()).toMatch(/^(?:stdin-end|parent-gone)$/);
  });

  it('when its stdin is torn off', async () => {
    const { child, ending } = await start('tethered.ts');
    child.stdin!.destroy();
    expect(await ending()).toBe('stdin-end');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('on %s', async (signal) => {
    const { child, ending } = await start('tethered.ts');
    child.kill(signal);
    expect(await ending()).toBe(signal);
  });

  it('once, however many reasons come at once', async () => {
    const { child, ending } = await start('tethered.ts');
    child.kill('SIGINT');
    child.stdin!.end();
    child.kill('SIGTERM');
    expect(await ending()).toMatch(/^(?:SIGINT|SIGTERM|stdin-end)$/);
  });

  it('when nobody reads its stdout any more', async () => {
    const { child, ending } = await start('tethered.ts', 'talks');
    child.stdout!.destroy();
    expect(await ending()).toBe('stdout-closed');
  });

  it('when its parent is killed', async () => {
    const { child, ending } = await start('parent.ts', 'own');
    child.kill('SIGKILL');
    expect(await ending()).toBe('stdin-end');
  });

  it.skipIf(process.platform === 'win32')('when its parent is killed while somebody else holds its stdin open', async () => {
    const { child, ending } = await start('parent.ts', 'inherit', openPipe());
    child.kill('SIGKILL');
    expect(await ending()).toBe('parent-gone');
  });

  it('when its time is over', async () => {
    const { ending } = await start('tethered.ts', 'deadline');
    expect(await ending()).toBe('deadline');
  });

  it('only then', async () => {
    const { child, pid } = await start('tethered.ts');
    child.stdin!.write('a request\n');
    await setTimeout(300);
    expect(isAlive(pid)).toBe(true);
  });
});

interface Started {
  /** The process that was started; the tethered one, or its parent. */
  readonly child: ChildProcess;
  /** The id of the tethered process. */
  readonly pid: number;
  /** Waits until the tethered process is gone and returns why it left. */
  ending(): Promise<string>;
}

async function start(fixture: string, mode = '', stdin: number | 'pipe' = 'pipe'): Promise<Started> {
  const told = join(tempFolder(), 'ending');
  const script = join(import.meta.dirname, 'fixtures', fixture);
  const child = spawn(process.execPath, ['--no-warnings', script, told, mode], { stdio: [stdin, 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout!, 'data', { signal: AbortSignal.timeout(DEADLINE_MS) });
  const pid = Number.parseInt(String(line), 10);
  onTestFinished(() => reap(pid));
  return {
    child,
    pid,
    async ending() {
      for (let waited = 0; isAlive(pid) && !existsSync(told); waited += 20) {
        if (waited > DEADLINE_MS) return 'it did not leave';
        await setTimeout(20);
      }
      await setTimeout(20);
      return readFileSync(told, 'utf8');
    },
  };
}

// A pipe that this process holds open at both ends: its reader never sees its end.
function openPipe(): number {
  const path = join(tempFolder(), 'pipe');
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
  const pipe = openSync(path, 'r+');
  onTestFinished(() => closeSync(pipe));
  return pipe;
}

function reap(pid: number): void {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}
