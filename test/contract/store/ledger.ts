import { describe, expect, it } from 'vitest';
import type { Injection } from '../../../src/ports/store.ts';
import { NOON } from '../../samples.ts';
import { claim } from './claim.ts';
import { openScene, type StoreOpener } from './scene.ts';

export function testLedger(open: StoreOpener): void {
  describe('the ledger of injections', () => {
    it('tells what a session was given, oldest first', async () => {
      await using scene = await openScene(open);
      const first: Injection = {
        session: 's',
        project: scene.project.id,
        trigger: 'start',
        memories: [{ id: 'm', score: 0.5 }],
        tokens: 40,
        at: NOON,
      };
      const second: Injection = { ...first, trigger: 'compact', memories: [], tokens: 2, at: NOON - 1 };
      for (const injection of [first, second, { ...first, session: 'other' }]) await scene.store.recordInjection(injection);
      expect(await scene.store.injections('s')).toEqual([first, second]);
      expect((await scene.store.stats()).injections).toEqual({ count: 3, tokens: 82 });
    });
  });

  describe('a store', () => {
    it('counts what it holds', async () => {
      await using scene = await openScene(open);
      await scene.tell({}, { id: 'event-2' });
      const [memory] = await scene.distill('prompt-1', [{}, { slot: 'other', evidence: [] }]);
      await claim(scene.store, NOON, Number.MAX_SAFE_INTEGER);
      await scene.store.enqueue('distill', 'another', NOON, NOON);
      expect(await scene.store.stats()).toMatchObject({
        projects: 1,
        sessions: 1,
        events: 2,
        memories: 2,
        jobs: { pending: 1, leased: 1, dead: 0 },
      });
      await scene.store.forget([memory!.id], NOON);
      expect(await scene.store.stats()).toMatchObject({ events: 2, memories: 1 });
    });

    it('that is sound finds nothing wrong with itself', async () => {
      await using scene = await openScene(open);
      await scene.recall([{}, {}]);
      expect(await scene.store.check()).toEqual([]);
    });
  });
}
