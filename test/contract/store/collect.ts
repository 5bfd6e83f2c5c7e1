import { describe, expect, it } from 'vitest';
import { NOON } from '../../samples.ts';
import { ask, claim } from './claim.ts';
import { openScene, type StoreOpener } from './scene.ts';

const DAY = 24 * 3_600_000;

export function testCollect(open: StoreOpener): void {
  describe('collecting', () => {
    it('removes jobs that have been dead for long, and no other', async () => {
      await using scene = await openScene(open);
      const { store } = scene;
      for (const [key, at] of [
        ['old', NOON],
        ['young', NOON + 2],
      ] as const) {
        await ask(store, key, at);
        await store.fail((await claim(store, at))!, 'no luck', at, at + 9, 1);
      }
      await ask(store, 'waiting', NOON);
      expect(await store.collect(NOON + 1, [])).toBe(1);
      expect((await store.deadJobs(9)).map(({ key }) => key)).toEqual(['young']);
      expect((await store.stats()).jobs).toEqual({ pending: 1, leased: 0, dead: 1 });
    });

    it('removes requests to a model that nobody has been able to ask for long', async () => {
      await using store = await open();
      for (const [key, at] of [
        ['old', NOON],
        ['young', NOON + 2],
      ] as const)
        await store.enqueue('enrich', key, at, at);
      expect(await store.collect(NOON + 1, [])).toBe(1);
      expect((await store.stats()).waiting).toEqual({ distill: 0, enrich: 1 });
    });

    it('leaves what was given a new life or asked for again, however long ago it was first', async () => {
      await using store = await open();
      const kind = 'enrich';
      for (const key of ['revived', 'renewed']) {
        await store.enqueue(kind, key, NOON, NOON);
        const job = await store.claim({ kind, owner: 'me', at: NOON, leaseMs: DAY, dueBy: NOON });
        await store.fail(job!, 'no luck', NOON, NOON + 1, 1);
      }
      await store.enqueue(kind, 'renewed', NOON + 40 * DAY, NOON + 40 * DAY);
      await store.reviveDead(NOON + 40 * DAY);
      expect(await store.collect(NOON + 10 * DAY, [])).toBe(0);
      expect((await store.stats()).waiting.enrich).toBe(2);
    });

    it('removes the cursors of transcripts that are gone, where they have not moved since', async () => {
      await using scene = await openScene(open);
      const { store } = scene;
      const cursor = { session: 's', offset: 1, head: '', state: '' };
      for (const path of ['/gone', '/there']) await store.append({ events: [], cursor: { ...cursor, path } });
      const future = Date.now() + DAY;
      expect(await store.oldCursors(0)).toEqual([]);
      expect(await store.oldCursors(future)).toEqual(['/gone', '/there']);
      expect(await store.collect(0, ['/gone'])).toBe(0);
      expect(await store.collect(future, ['/gone', '/unknown'])).toBe(1);
      expect(await store.oldCursors(future)).toEqual(['/there']);
    });

    it('leaves memories, events, tombstones, the ledger and children on record', async () => {
      await using scene = await openScene(open);
      const { store } = scene;
      await scene.tell({}, { id: 'event-2' });
      const [first] = await scene.distill('prompt-1', [{}, { slot: 'other', evidence: ['event-2'] }]);
      await store.forget([first!.id], NOON);
      await store.recordInjection({ session: 's', project: scene.project.id, trigger: 'start', memories: [], tokens: 1, at: NOON });
      await store.enqueue('enrich', 'a', NOON, NOON);
      await store.claim({ kind: 'enrich', owner: 'me', at: NOON, leaseMs: 1, dueBy: NOON, child: { mark: 'm', cap: 1 } });
      const { bytes: _, ...before } = await store.stats();
      expect(await store.collect(NOON + 99 * DAY, [])).toBe(0);
      expect(await store.stats()).toMatchObject(before);
      expect(await store.children()).toHaveLength(1);
      expect(await scene.tell({})).toEqual({ added: 0 });
    });
  });

  describe('a chore', () => {
    it('is to be done once in a while, by one', async () => {
      await using store = await open();
      const askBoth = (at: number, name = 'collect'): Promise<boolean[]> => Promise.all([1, 2].map(() => store.claimChore(name, at, DAY)));
      expect(await askBoth(NOON)).toEqual([true, false]);
      expect(await askBoth(NOON + DAY - 1)).toEqual([false, false]);
      expect(await askBoth(NOON + DAY)).toEqual([true, false]);
      expect(await askBoth(NOON + DAY, 'fence')).toEqual([true, false]);
      expect(await askBoth(NOON - 9 * DAY)).toEqual([true, false]);
    });
  });

  describe('a store that is touched', () => {
    it('takes it, again and again', async () => {
      await using store = await open();
      for (const at of [NOON, NOON, NOON + 1]) await store.touch(at);
      expect(await store.check()).toEqual([]);
    });
  });
}
