import { describe, expect, it } from 'vitest';
import type { BreakerFailure } from '../../../src/ports/breakers.ts';
import type { Store } from '../../../src/ports/store.ts';
import { NOON } from '../../samples.ts';
import type { StoreOpener } from './scene.ts';

const PROBE = 50;
const FAILURE: BreakerFailure = { ok: false, error: 'no luck', threshold: 3, pauseMs: 100, longestMs: 300 };

export function testBreakers(open: StoreOpener): void {
  describe('a breaker', () => {
    it('opens after so many failures in a row', async () => {
      await using store = await open();
      for (const at of [0, 1]) await store.report('model', NOON + at, FAILURE);
      expect(await store.admit('model', NOON + 2, PROBE)).toBe(true);
      expect(await store.breakers()).toEqual([{ name: 'model', state: 'closed', failures: 2, openUntil: 0, error: '' }]);
      await store.report('model', NOON + 2, FAILURE);
      expect(await store.admit('model', NOON + 3, PROBE)).toBe(false);
      expect(await store.breakers()).toEqual([{ name: 'model', state: 'open', failures: 3, openUntil: NOON + 102, error: 'no luck' }]);
      expect(await store.admit('another', NOON + 3, PROBE)).toBe(true);
    });

    it('starts to count anew after a success', async () => {
      await using store = await open();
      for (const _ of [1, 2, 3, 4]) {
        for (const at of [0, 1]) await store.report('model', NOON + at, FAILURE);
        await store.report('model', NOON + 2, { ok: true });
      }
      expect(await store.breakers()).toEqual([]);
    });

    it('counts failures in a row at the same thing once', async () => {
      await using store = await open();
      for (let i = 0; i < 9; i += 1) await store.report('model', NOON, { ...FAILURE, about: 'poisoned' });
      expect(await store.admit('model', NOON, PROBE)).toBe(true);
      for (const about of ['another', 'a third']) await store.report('model', NOON, { ...FAILURE, about });
      expect(await store.admit('model', NOON, PROBE)).toBe(false);
    });

    it('lets exactly one through when its time is up, and closes when that goes well', async () => {
      await using store = await open();
      await openIt(store);
      expect(await store.admit('model', NOON + 99, PROBE)).toBe(false);
      expect(await admitted(store, NOON + 100)).toEqual([true, false, false]);
      expect(await store.breakers()).toMatchObject([{ state: 'probing', failures: 3, openUntil: NOON + 150, error: 'no luck' }]);
      await store.report('model', NOON + 120, { ok: true });
      expect(await admitted(store, NOON + 121)).toEqual([true, true, true]);
      expect(await store.breakers()).toEqual([]);
    });

    it('opens for twice as long when the probe fails, at what it failed before or not, up to the longest time', async () => {
      await using store = await open();
      await openIt(store);
      const pauses: number[] = [];
      let at = NOON + 100;
      for (const _ of [1, 2, 3]) {
        expect(await admitted(store, at)).toEqual([true, false, false]);
        await store.report('model', at, FAILURE);
        const [{ openUntil } = { openUntil: 0 }] = await store.breakers();
        pauses.push(openUntil - at);
        at = openUntil;
      }
      expect(pauses).toEqual([200, 300, 300]);
    });

    it('lets another through when a probe does not report', async () => {
      await using store = await open();
      await openIt(store);
      expect(await admitted(store, NOON + 100)).toEqual([true, false, false]);
      expect(await admitted(store, NOON + 149)).toEqual([false, false, false]);
      expect(await admitted(store, NOON + 150)).toEqual([true, false, false]);
    });

    it('lets another through at once when a probe told nothing', async () => {
      await using store = await open();
      await openIt(store);
      expect(await admitted(store, NOON + 100)).toEqual([true, false, false]);
      await store.release('model', NOON + 101);
      expect(await admitted(store, NOON + 101)).toEqual([true, false, false]);
      await store.release('another', NOON);
      expect(await store.breakers()).toHaveLength(1);
    });

    it('stays open until the same time when one fails that began before it opened', async () => {
      await using store = await open();
      await openIt(store);
      await store.report('model', NOON + 90, { ...FAILURE, error: 'late' });
      expect(await store.breakers()).toEqual([{ name: 'model', state: 'open', failures: 4, openUntil: NOON + 100, error: 'late' }]);
    });

    it('is not kept open, nor is a probe waited for, by a clock that was set back', async () => {
      await using store = await open();
      await openIt(store);
      expect(await store.admit('model', NOON - 200, PROBE)).toBe(false);
      expect(await admitted(store, NOON - 10_000)).toEqual([true, false, false]);
      expect(await admitted(store, NOON - 20_000)).toEqual([true, false, false]);
    });
  });
}

async function openIt(store: Store): Promise<void> {
  for (const _ of [1, 2, 3]) await store.report('model', NOON, FAILURE);
}

function admitted(store: Store, at: number): Promise<boolean[]> {
  return Promise.all([1, 2, 3].map(() => store.admit('model', at, PROBE)));
}
