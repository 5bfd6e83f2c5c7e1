import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/ports/jobs.ts';
import { NOON, sampleDraft } from '../../samples.ts';
import { ask, claim, LEASE } from './claim.ts';
import { openScene, type Scene, type StoreOpener } from './scene.ts';

const HOUR = 3_600_000;

export function testLeases(open: StoreOpener): void {
  describe('a lease', () => {
    it('that is renewed is not taken', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      const job = (await claim(store, NOON))!;
      expect(await store.renew(job, NOON + 800 + LEASE)).toBe(true);
      expect(await claim(store, NOON + 1799)).toBeUndefined();
      expect(await claim(store, NOON + 1800)).toMatchObject({ key: 's' });
    });

    it('that was lost while its owner slept lets it do nothing any more', async () => {
      await using scene = await openScene(open);
      const { asleep, taken } = await lose(scene);
      expect(await tryAll(scene, asleep)).toEqual([false, false, false, false, undefined]);
      expect(await scene.store.memories(['1'])).toEqual([]);
      expect(await scene.store.distilled('session-1')).toEqual(new Map());
      expect(await save(scene, taken)).toMatchObject([{ title: 'Of the lease' }]);
      expect(await scene.store.complete(taken)).toBe(true);
    });

    it('that was lost lets its owner do nothing, also when the work is done and asked for anew', async () => {
      await using scene = await openScene(open);
      const { asleep, taken } = await lose(scene);
      await scene.store.complete(taken);
      expect(await tryAll(scene, asleep)).toEqual([false, false, false, false, undefined]);
      await ask(scene.store, 'session-1', NOON + 2 * LEASE);
      for (const at of [2 * LEASE, 3 * LEASE, 4 * LEASE]) {
        const next = (await claim(scene.store, NOON + at))!;
        expect(next.fence).toBeGreaterThan(taken.fence);
        expect(await tryAll(scene, asleep)).toEqual([false, false, false, false, undefined]);
      }
    });

    it('stores nothing in the place of what was distilled anew meanwhile', async () => {
      await using scene = await openScene(open);
      await scene.tell({});
      await scene.distill('prompt-1', [{}]);
      const session = (await scene.store.session('session-1'))!;
      const before = (await scene.store.distilled('session-1')).get('prompt-1')!;
      const result = { session, turn: 'prompt-1', fingerprint: 'g', drafts: [sampleDraft({ title: 'Late' })], distilledBy: 'test' };
      expect(await scene.store.saveDistilled({ ...result, insteadOf: [{ turn: result.turn, fingerprint: 'another' }] })).toBeUndefined();
      expect(await scene.store.saveDistilled({ ...result, insteadOf: [{ turn: result.turn, fingerprint: before! }] })).toMatchObject([
        { title: 'Late' },
      ]);
    });

    it('lets what comes next be asked for with what is stored, and only then', async () => {
      await using scene = await openScene(open);
      const { asleep, taken } = await lose(scene);
      const next = { kind: 'enrich', key: 'turn' } as const;
      const session = (await scene.store.session('session-1'))!;
      const result = { session, turn: 'prompt-1', fingerprint: 'f', drafts: [sampleDraft()], distilledBy: 'test', next };
      const waiting = async (): Promise<number> => (await scene.store.stats()).waiting.enrich;
      await scene.store.saveDistilled({ ...result, lease: asleep });
      await scene.store.saveDistilled({ ...result, drafts: [], lease: taken });
      expect(await waiting()).toBe(0);
      await scene.store.saveDistilled({ ...result, lease: taken });
      expect(await waiting()).toBe(1);
    });

    it('that its owner gave up is no lease', async () => {
      await using scene = await openScene(open);
      await scene.tell({});
      const job = (await claim(scene.store, NOON, NOON + HOUR))!;
      await scene.store.giveBack(job, NOON);
      expect(await tryAll(scene, job)).toEqual([false, false, false, false, undefined]);
    });

    it('that ran out while its owner slept is still its own where nobody took it', async () => {
      await using scene = await openScene(open);
      await scene.tell({});
      const job = (await claim(scene.store, NOON, NOON + HOUR))!;
      expect(await scene.store.renew(job, NOON + HOUR)).toBe(true);
      expect(await save(scene, job)).toHaveLength(1);
      expect(await scene.store.complete(job)).toBe(true);
    });

    it('does not ask others to use the same length', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      await claim(store, NOON);
      const other = { kind: 'distill', owner: 'another version', at: NOON + 1, leaseMs: 1, dueBy: NOON + 1 } as const;
      expect(await store.claim(other)).toBeUndefined();
    });
  });

  describe('when the clock jumps', () => {
    it('forward, a lease is over, and its owner knows', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      const lost = (await claim(store, NOON))!;
      expect(await claim(store, NOON + HOUR)).toMatchObject({ attempt: 2 });
      expect(await store.renew(lost, NOON + HOUR)).toBe(false);
    });

    it('back, a lease blocks nothing for longer than twice its length', async () => {
      await using store = await open();
      await ask(store, 's', NOON - HOUR);
      await claim(store, NOON);
      expect(await claim(store, NOON - 1)).toBeUndefined();
      expect(await claim(store, NOON - LEASE)).toBeUndefined();
      expect(await claim(store, NOON - HOUR)).toMatchObject({ key: 's', attempt: 2 });
    });

    it('back, neither does the pause after a failure, nor a date to be quiet until', async () => {
      await using store = await open();
      await ask(store, 'failed', NOON - HOUR);
      await store.fail((await claim(store, NOON))!, 'no luck', NOON, NOON + 100, 9);
      expect(await claim(store, NOON)).toBeUndefined();
      await store.complete((await claim(store, NOON - HOUR))!);
      await store.enqueue('distill', 'noisy', NOON, NOON + 100);
      expect(await claim(store, NOON)).toBeUndefined();
      expect(await claim(store, NOON - HOUR)).toMatchObject({ key: 'noisy', attempt: 1 });
    });

    it('forward and back again, what was leased meanwhile is over', async () => {
      await using store = await open();
      await ask(store, 's', NOON);
      await claim(store, NOON + HOUR);
      expect(await claim(store, NOON)).toMatchObject({ attempt: 2 });
    });
  });
}

async function lose(scene: Scene): Promise<{ asleep: Job; taken: Job }> {
  await scene.tell({ at: NOON - HOUR });
  const asleep = (await claim(scene.store, NOON))!;
  return { asleep, taken: (await claim(scene.store, NOON + LEASE))! };
}

async function tryAll(scene: Scene, job: Job): Promise<unknown[]> {
  const { store } = scene;
  return [
    await store.renew(job, NOON + HOUR),
    await store.complete(job),
    await store.fail(job, 'too late', NOON, NOON, 9),
    await store.giveBack(job, NOON),
    await save(scene, job),
  ];
}

async function save({ store }: Scene, lease: Job): ReturnType<Scene['store']['saveDistilled']> {
  const session = (await store.session('session-1'))!;
  const drafts = [sampleDraft({ title: 'Of the lease' })];
  return store.saveDistilled({ session, turn: 'prompt-1', fingerprint: 'of the lease', drafts, distilledBy: 'test', lease });
}
