import { describe, expect, it } from 'vitest';
import type { Claim, Job } from '../../../src/ports/jobs.ts';
import type { Store } from '../../../src/ports/store.ts';
import { NOON } from '../../samples.ts';
import { claim, LEASE } from './claim.ts';
import type { StoreOpener } from './scene.ts';

export function testChildren(open: StoreOpener): void {
  describe('child processes on record', () => {
    it('are put there with the claim, and are known by what they are identified with', async () => {
      await using store = await open();
      await fill(store);
      expect(await claimFor(store, 'm1', 1)).toMatchObject({ kind: 'enrich', key: 'a' });
      expect(await store.children()).toEqual([{ mark: 'm1', owner: 'me', until: NOON + LEASE }]);
      await store.identifyChild('m1', '4711 since noon');
      expect(await store.children()).toEqual([{ mark: 'm1', owner: 'me', identity: '4711 since noon', until: NOON + LEASE }]);
    });

    it('are never more than allowed, whoever asks and whatever becomes of the job', async () => {
      await using store = await open();
      await fill(store);
      const jobs = [(await claimFor(store, 'm1', 2))!, (await claimFor(store, 'm2', 2))!];
      expect(await claimFor(store, 'm3', 2)).toBeUndefined();
      await store.complete(jobs[0]!);
      await store.fail(jobs[1]!, 'no luck', NOON, NOON, 9);
      expect(await claimFor(store, 'm3', 2)).toBeUndefined();
      expect(await store.stats()).toMatchObject({ jobs: { pending: 2, leased: 0 }, waiting: { distill: 0, enrich: 2 } });
      await store.dropChild('m1');
      expect(await claimFor(store, 'm3', 2)).toBeDefined();
      expect(await marks(store)).toEqual(['m2', 'm3']);
    });

    it('of an owner that died keep their place until they are dropped, though its job may be done without a child', async () => {
      await using store = await open();
      await fill(store);
      await claimFor(store, 'm1', 1);
      expect(await claimFor(store, 'm2', 1, NOON + LEASE)).toBeUndefined();
      expect(await store.claim({ kind: 'enrich', owner: 'me', at: NOON + LEASE, leaseMs: LEASE, dueBy: NOON })).toMatchObject({ key: 'a' });
      expect(await store.children()).toEqual([{ mark: 'm1', owner: 'me', until: NOON + LEASE }]);
      await store.dropChild('m1');
      expect(await claimFor(store, 'm2', 1, NOON + LEASE)).toMatchObject({ key: 'b' });
    });

    it('are answered for as long as the lease is renewed, and no longer', async () => {
      await using store = await open();
      await fill(store);
      const lost = (await claimFor(store, 'm1', 2))!;
      await store.renew(lost, NOON + LEASE / 2);
      await claimFor(store, 'm2', 2, NOON + LEASE);
      expect(await store.renew(lost, NOON + 9 * LEASE)).toBe(false);
      expect((await store.children()).map(({ until }) => until - NOON)).toEqual([LEASE / 2, 2 * LEASE]);
    });

    it('are none where nothing is to do', async () => {
      await using store = await open();
      expect(await claimFor(store, 'm1', 1)).toBeUndefined();
      expect(await store.children()).toEqual([]);
    });
  });

  describe('jobs of one kind', () => {
    it('are not taken for those of another', async () => {
      await using store = await open();
      await fill(store);
      expect(await claim(store, NOON)).toBeUndefined();
      await store.enqueue('distill', 'a', NOON, NOON);
      expect((await store.stats()).waiting).toEqual({ distill: 1, enrich: 3 });
      await store.complete((await claim(store, NOON))!);
      expect((await store.stats()).waiting).toEqual({ distill: 0, enrich: 3 });
    });
  });
}

async function fill(store: Store): Promise<void> {
  for (const key of ['a', 'b', 'c']) await store.enqueue('enrich', key, NOON, NOON);
}

function claimFor(store: Store, mark: string, cap: number, at = NOON): Promise<Job | undefined> {
  const request: Claim = { kind: 'enrich', owner: 'me', at, leaseMs: LEASE, dueBy: at, child: { mark, cap } };
  return store.claim(request);
}

async function marks(store: Store): Promise<string[]> {
  return (await store.children()).map(({ mark }) => mark);
}
