import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdLeases } from '../../../src/app/work/hold-leases.ts';
import type { Ports } from '../../../src/app/ports.ts';
import type { Job } from '../../../src/ports/jobs.ts';

const JOBS = ['a', 'b'].map((key): Job => ({ kind: 'enrich', key, fence: 1, generation: 1, attempt: 1 }));
const MINUTE = 60_000;

describe('the leases of several jobs', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are all renewed while the work goes on, and none after it', async () => {
    const scene = open();
    const held = holdLeases(scene.ports, JOBS, new AbortController().signal, () => scene.work.promise);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(new Set(scene.renewed)).toEqual(new Set(['a', 'b']));
    scene.work.resolve('done');
    expect(await held).toBe('done');
    const { length } = scene.renewed;
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(scene.renewed).toHaveLength(length);
    expect(scene.givenBack).toEqual([]);
  });

  it('are all given back where one of them is lost, and the work is broken off', async () => {
    const scene = open('b');
    const held = holdLeases(scene.ports, JOBS, new AbortController().signal, (signal) => {
      signal.addEventListener('abort', () => scene.work.reject(new Error('broken off')));
      return scene.work.promise;
    });
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(await held).toBeUndefined();
    expect(scene.givenBack).toEqual(['a', 'b']);
  });

  it('are all given back at once when everything is broken off', async () => {
    const scene = open();
    const leaving = new AbortController();
    const held = holdLeases(scene.ports, JOBS, leaving.signal, () => scene.work.promise);
    leaving.abort();
    expect(scene.givenBack).toEqual(['a', 'b']);
    scene.work.reject(new Error('broken off'));
    await expect(held).rejects.toThrow('broken off');
  });
});

interface Scene {
  readonly ports: Pick<Ports, 'store' | 'clock'>;
  readonly work: PromiseWithResolvers<string>;
  readonly renewed: string[];
  readonly givenBack: string[];
}

function open(lost?: string): Scene {
  const renewed: string[] = [];
  const givenBack: string[] = [];
  const store = {
    renew: async ({ key }: Job) => renewed.push(key) > 0 && key !== lost,
    giveBack: async ({ key }: Job) => givenBack.push(key) > 0,
  };
  return {
    ports: { store: store as unknown as Ports['store'], clock: Date.now },
    work: Promise.withResolvers<string>(),
    renewed,
    givenBack,
  };
}
