import { describe, expect, it } from 'vitest';
import { QUIET_MS, type Store } from '../../../src/ports/store.ts';
import { NOON } from '../../samples.ts';
import { ask, claim, LEASE } from './claim.ts';
import { openScene, type StoreOpener } from './scene.ts';

const EVER = Number.MAX_SAFE_INTEGER;

export function testJobs(open: StoreOpener): void {
  describe('jobs', () => {
    it('are claimed once, the longest waiting first', async () => {
      await using store = await open();
      for (const [key, at] of [
        ['a', 2],
        ['b', 1],
        ['c', 3],
      ] as const)
        await ask(store, key, NOON + at);
      expect(await claimAll(store, NOON + 9)).toEqual(['b', 'a', 'c']);
    });

    it('are not claimed before they are due, unless the caller is eager', async () => {
      await using store = await open();
      await store.enqueue('distill', 's', NOON, NOON + 50);
      expect(await claim(store, NOON + 49)).toBeUndefined();
      expect(await claim(store, NOON, NOON + 50)).toMatchObject({ key: 's', attempt: 1 });
    });

    it('are asked for by new events, to be due when the session has been quiet', async () => {
      await using scene = await openScene(open);
      await scene.tell({ at: NOON });
      await scene.tell({ id: 'later', at: NOON + 500 });
      expect(await claim(scene.store, NOON + QUIET_MS)).toBeUndefined();
      expect(await claim(scene.store, NOON + 500 + QUIET_MS)).toMatchObject({ key: 'session-1' });
    });

    it('asked for twice while they wait are one, with the new date', async () => {
      await using store = await open();
      await store.enqueue('distill', 's', NOON, NOON + 50);
      await store.enqueue('distill', 's', NOON + 1, NOON + 10);
      await store.complete((await claim(store, NOON + 10))!);
      expect((await store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 0 });
    });

    it('whose owner let the lease run out are claimed by another, and the first owner ends nothing', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      const lost = (await claim(store, NOON))!;
      expect(await claim(store, NOON + LEASE - 1, EVER)).toBeUndefined();
      const taken = (await claim(store, NOON + LEASE))!;
      expect(taken.fence).toBeGreaterThan(lost.fence);
      expect(taken.attempt).toBe(2);
      expect(await store.complete(lost)).toBe(false);
      expect(await store.fail(lost, 'too late', NOON, NOON, 9)).toBe(false);
      expect(await store.complete(taken)).toBe(true);
    });

    it('asked for again while they run are done once more', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      const running = (await claim(store, NOON))!;
      await ask(store, 's', NOON + 1);
      expect(await claim(store, NOON + 2, EVER)).toBeUndefined();
      expect(await store.complete(running)).toBe(true);
      await store.complete((await claim(store, NOON + 2))!);
      expect(await claim(store, NOON + 3, EVER)).toBeUndefined();
    });

    it('tell how often they were asked for, while they are held, and end as far as was known', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      const running = (await claim(store, NOON))!;
      expect(await store.generation(running)).toBe(running.generation);
      await ask(store, 's', NOON + 1);
      const generation = (await store.generation(running))!;
      expect(generation).toBeGreaterThan(running.generation);
      await store.complete({ ...running, generation });
      expect((await store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 0 });
      expect(await store.generation(running)).toBeUndefined();
    });

    it('that failed wait for their retry, however eager the caller', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      expect(await store.fail((await claim(store, NOON))!, 'no luck', NOON, NOON + 100, 3)).toBe(true);
      expect(await claim(store, NOON + 99, EVER)).toBeUndefined();
      expect(await claim(store, NOON + 100)).toMatchObject({ key: 's', attempt: 2 });
    });

    it('asked for while one of them runs are due when that request said, not at once', async () => {
      await using store = await open();
      await store.enqueue('distill', 's', NOON, NOON);
      const job = await claim(store, NOON);
      await store.enqueue('distill', 's', NOON + 1, NOON + 500);
      await store.complete(job!);
      expect(await claim(store, NOON + 499)).toBeUndefined();
      expect(await claim(store, NOON + 500)).toMatchObject({ key: 's', attempt: 1 });
    });

    it('that failed and are asked for again still wait for their retry', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      await store.fail((await claim(store, NOON))!, 'no luck', NOON, NOON + 100, 9);
      await ask(store, 's', NOON + 1);
      expect(await claim(store, NOON + 99)).toBeUndefined();
      expect(await claim(store, NOON + 100)).toMatchObject({ key: 's', attempt: 2 });
    });

    it('given back are due at once, and the attempt does not count', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      expect(await store.giveBack((await claim(store, NOON))!, NOON)).toBe(true);
      expect(await claim(store, NOON)).toMatchObject({ key: 's', attempt: 1 });
    });

    it('given back until later are due then', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      expect(await store.giveBack((await claim(store, NOON))!, NOON, NOON + 1000)).toBe(true);
      expect(await claim(store, NOON + 999)).toBeUndefined();
      expect(await claim(store, NOON + 1000)).toMatchObject({ key: 's', attempt: 1 });
    });

    it('whose keys end as told come last, and keys may be asked for by how they begin', async () => {
      await using store = await open();
      for (const key of ['["s","*"]', '["s","b"]', '["t","c"]']) await ask(store, key, NOON);
      const request = { kind: 'distill', owner: 'me', at: NOON, leaseMs: 1000, dueBy: NOON, lastSuffix: ',"*"]' } as const;
      expect(await store.claim({ ...request, keyPrefix: '["t",' })).toMatchObject({ key: '["t","c"]' });
      expect(await store.claim(request)).toMatchObject({ key: '["s","b"]' });
      expect(await store.claim(request)).toMatchObject({ key: '["s","*"]' });
    });

    it('of one owner and kind are given back together; others keep theirs', async () => {
      await using store = await open();
      const claimBy = (kind: 'distill' | 'enrich', owner: string): ReturnType<Store['claim']> =>
        store.claim({ kind, owner, at: NOON, leaseMs: 1000, dueBy: NOON });
      for (const key of ['a', 'b', 'c']) await ask(store, key, NOON);
      await store.enqueue('enrich', 'd', NOON, NOON);
      for (const owner of ['me', 'me', 'other']) await claimBy('distill', owner);
      await claimBy('enrich', 'me');
      await store.giveBackAll('distill', 'me', NOON);
      expect(await claimBy('distill', 'next')).toMatchObject({ key: 'a', attempt: 1 });
      expect(await claimBy('distill', 'next')).toMatchObject({ key: 'b', attempt: 1 });
      expect([await claimBy('distill', 'next'), await claimBy('enrich', 'next')]).toEqual([undefined, undefined]);
    });

    it('that failed too often are told of, the latest first, and may all be revived', async () => {
      await using store = await open();
      for (const [key, at] of [
        ['a', NOON],
        ['b', NOON + 1],
        ['c', NOON + 2],
      ] as const) {
        await ask(store, key, at);
        await store.fail((await claim(store, at))!, `no luck with ${key}`, at, at + 9, 1);
      }
      expect(await store.deadJobs(2)).toEqual([
        { kind: 'distill', key: 'c', attempt: 1, error: 'no luck with c', at: NOON + 2 },
        { kind: 'distill', key: 'b', attempt: 1, error: 'no luck with b', at: NOON + 1 },
      ]);
      expect(await store.reviveDead(NOON + 3)).toBe(3);
      expect(await claimAll(store, NOON + 3)).toEqual(['a', 'b', 'c']);
      expect(await store.reviveDead(NOON + 3)).toBe(0);
    });

    it('asked for while their last attempt failed are tried once more', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      const last = (await claim(store, NOON))!;
      await ask(store, 's', NOON + 1);
      await store.fail(last, 'no luck', NOON + 2, NOON + 3, 1);
      await store.fail((await claim(store, NOON + 3))!, 'no luck', NOON + 3, NOON + 3, 1);
      expect((await store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 1 });
    });

    it('that failed too often are dead until they are asked for again', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      for (const _ of [1, 2]) await store.fail((await claim(store, NOON))!, 'no luck', NOON, NOON, 2);
      expect((await store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 1 });
      expect(await claim(store, EVER - LEASE, EVER)).toBeUndefined();
      await ask(store, 's', NOON);
      expect(await claim(store, NOON)).toMatchObject({ key: 's', attempt: 1 });
    });
  });
}

async function claimAll(store: Store, at: number): Promise<string[]> {
  const keys: string[] = [];
  for (let job = await claim(store, at); job !== undefined; job = await claim(store, at)) keys.push(job.key);
  return keys;
}
