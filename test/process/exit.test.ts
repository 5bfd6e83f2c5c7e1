import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { exitInStages } from '../../src/process/exit.ts';

describe('leaving in stages', () => {
  it('takes one step after the other and ends with 0', async () => {
    const { codes, done, exit } = record();
    await exitInStages({ steps: [step(done, 'first', 20), step(done, 'second', 1), step(done, 'third', 0)], hardMs: 5000, exit });
    expect(done).toEqual(['first', 'second', 'third']);
    expect(codes).toEqual([0]);
  });

  it('goes on after a step that fails, and ends with 1', async () => {
    const { codes, done, exit } = record();
    await exitInStages({ steps: [() => Promise.reject(new Error('no luck')), step(done, 'next', 0)], hardMs: 5000, exit });
    expect(done).toEqual(['next']);
    expect(codes).toEqual([1]);
  });

  it('ends with 1 when time is up, whatever still runs', async () => {
    const { codes, exit } = record();
    const began = performance.now();
    void exitInStages({ steps: [() => setTimeout(10_000, undefined, { ref: false })], hardMs: 50, exit });
    await setTimeout(150);
    expect(codes).toEqual([1]);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it.each([
    ['works', 0, 'began worked closed '],
    ['fails', 1, 'began closed '],
    ['hangs', 1, 'began '],
  ])('ends a real process whose last step %s with status %i', (mode, status, output) => {
    const script = join(import.meta.dirname, 'fixtures', 'leaving.ts');
    const child = spawnSync(process.execPath, ['--no-warnings', script, mode], { timeout: 10_000, encoding: 'utf8' });
    expect({ status: child.status, signal: child.signal, output: child.stdout }).toEqual({ status, signal: null, output });
  });
});

function record(): { codes: number[]; done: string[]; exit: (code: number) => void } {
  const codes: number[] = [];
  return { codes, done: [], exit: (code) => void codes.push(code) };
}

function step(done: string[], name: string, ms: number): () => Promise<void> {
  return async () => {
    await setTimeout(ms);
    done.push(name);
  };
}
