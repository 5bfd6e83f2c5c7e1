import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';

describe('a command that is interrupted', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('finishes what it has begun at %s, and that is what ended it', async (signal) => {
    const { child, output } = await start('polite');
    child.kill(signal);
    expect(await ended(child)).toEqual([null, signal]);
    expect(output()).toBe('working\nfinished\n');
  });

  it('ends at once at the second signal', async () => {
    const { child, output } = await start('stubborn');
    child.kill('SIGINT');
    await setTimeout(500);
    child.kill('SIGTERM');
    expect(await ended(child)).toEqual([null, 'SIGTERM']);
    expect(output()).toBe('working\n');
  });
});

async function start(mode: string): Promise<{ child: ChildProcess; output: () => string }> {
  const script = join(import.meta.dirname, 'fixtures', 'interrupted.ts');
  const child = spawn(process.execPath, ['--no-warnings', script, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (data) => (output += String(data)));
  await once(child.stdout, 'data', { signal: AbortSignal.timeout(10_000) });
  return { child, output: () => output };
}

async function ended(child: ChildProcess): Promise<unknown> {
  return once(child, 'close', { signal: AbortSignal.timeout(10_000) });
}
