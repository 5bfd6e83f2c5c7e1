import { describe, expect, it } from 'vitest';
import type { Memory } from '../../../src/model/memory.ts';
import type { Query } from '../../../src/model/query.ts';
import { NOON } from '../../samples.ts';
import { openScene, type Scene, type StoreOpener } from './scene.ts';

const MODEL = 'static:1';
const EAST = Float32Array.of(1, 0, 0);
const NORTH = Float32Array.of(0, 1, 0);
const NORTH_EAST = Float32Array.of(Math.SQRT1_2, Math.SQRT1_2, 0);

export function testVectors(open: StoreOpener): void {
  describe('vectors', () => {
    it('of an empty store are none', async () => {
      await using scene = await openScene(open);
      expect(await scene.store.unembedded(MODEL, 9)).toEqual([]);
      expect(await scene.store.nearest(MODEL, EAST, { limit: 9, offset: 0 })).toEqual([]);
      await scene.store.putVectors(MODEL, []);
      await scene.store.keepVectorsOf(MODEL);
    });

    it('are asked for, newest first, until they are there', async () => {
      await using scene = await openScene(open);
      const [a, b] = await scene.recall([{ title: 'a' }, { title: 'b' }]);
      expect(await unembedded(scene)).toEqual(['b', 'a']);
      expect(await unembedded(scene, MODEL, 1)).toEqual(['b']);
      await scene.recall([{ title: 'c' }]);
      await put(scene, b!, EAST);
      expect(await unembedded(scene)).toEqual(['c', 'a']);
      await put(scene, a!, EAST);
      expect(await unembedded(scene)).toEqual(['c']);
    });

    it('are asked for again when a memory changes, and the earlier one is found until then', async () => {
      await using scene = await openScene(open);
      await scene.tell({});
      const [before] = await scene.distill('t', [{ title: 'before' }]);
      await put(scene, before!, EAST);
      await pause();
      const [after] = await scene.distill('t', [{ title: 'after' }]);
      expect(await unembedded(scene)).toEqual(['after']);
      expect(await nearest(scene, EAST)).toEqual([['after', 1]]);
      await put(scene, after!, NORTH);
      expect(await unembedded(scene)).toEqual([]);
      expect(await nearest(scene, NORTH)).toEqual([['after', 1]]);
      expect(await nearest(scene, EAST)).toEqual([['after', 0]]);
    });

    it('made of a text that is no longer the memory’s are left out', async () => {
      await using scene = await openScene(open);
      await scene.tell({});
      const [before] = await scene.distill('t', [{ title: 'before' }]);
      await pause();
      await scene.distill('t', [{ title: 'after' }]);
      await put(scene, before!, EAST);
      await scene.store.putVectors(MODEL, [{ memory: 4711, updatedAt: NOON, vector: EAST }]);
      expect(await nearest(scene, EAST)).toEqual([]);
      expect(await unembedded(scene)).toEqual(['after']);
    });

    it('are never asked for, kept or found for what was forgotten', async () => {
      await using scene = await openScene(open);
      const [a, b] = await scene.recall([
        { title: 'a', evidence: [] },
        { title: 'b', evidence: [] },
      ]);
      await put(scene, a!, EAST);
      await scene.store.forget([a!.id, b!.id], NOON);
      expect(await nearest(scene, EAST)).toEqual([]);
      expect(await unembedded(scene)).toEqual([]);
      await put(scene, b!, EAST);
      expect(await nearest(scene, EAST)).toEqual([]);
    });

    it('go with a memory that its turn no longer makes', async () => {
      await using scene = await openScene(open);
      await scene.tell({});
      const [kept, dropped] = await scene.distill('t', [{ title: 'kept' }, { title: 'dropped', slot: 'other' }]);
      await put(scene, kept!, EAST);
      await put(scene, dropped!, EAST);
      await scene.distill('t', [{ title: 'kept' }]);
      expect(await nearest(scene, EAST)).toEqual([['kept', 1]]);
      expect(await unembedded(scene, 'another')).toEqual(['kept']);
    });

    it('are compared by their direction', async () => {
      await using scene = await openScene(open);
      const [east, long, none, odd] = await scene.recall(['east', 'long', 'none', 'odd'].map((title) => ({ title })));
      await put(scene, east!, EAST);
      await put(scene, long!, Float32Array.of(3, 3, 0));
      await put(scene, none!, Float32Array.of(0, 0, 0));
      await put(scene, odd!, Float32Array.of(Number.NaN, 1, 0));
      const found = await nearest(scene, EAST);
      expect(found).toEqual([
        ['east', 1],
        ['long', expect.closeTo(Math.SQRT1_2, 3)],
      ]);
      expect(await nearest(scene, Float32Array.of(5, 0, 0))).toEqual(found);
      expect(await nearest(scene, Float32Array.of(0, 0, 0))).toEqual([]);
      expect(await unembedded(scene)).toEqual([]);
    });

    it('of different models are kept apart', async () => {
      await using scene = await openScene(open);
      const [memory] = await scene.recall([{ title: 'a' }]);
      await put(scene, memory!, EAST);
      expect(await unembedded(scene, 'another')).toEqual(['a']);
      expect(await nearest(scene, EAST, {}, 'another')).toEqual([]);
      await put(scene, memory!, NORTH, 'another');
      expect(await nearest(scene, EAST, {}, 'another')).toEqual([['a', 0]]);
      expect(await nearest(scene, EAST)).toEqual([['a', 1]]);
    });

    it('of different dimensions are never compared, and the earlier ones asked for again', async () => {
      await using scene = await openScene(open);
      const [a, b] = await scene.recall([{ title: 'a' }, { title: 'b' }]);
      await put(scene, a!, EAST);
      await put(scene, b!, EAST);
      expect(await nearest(scene, Float32Array.of(1, 0))).toEqual([]);
      await put(scene, a!, Float32Array.of(1, 0));
      expect(await nearest(scene, Float32Array.of(1, 0))).toEqual([['a', 1]]);
      expect(await nearest(scene, EAST)).toEqual([['b', 1]]);
      expect(await unembedded(scene)).toEqual(['b']);
      await put(scene, b!, Float32Array.of(0, 1));
      expect(await unembedded(scene)).toEqual([]);
      expect(await nearest(scene, EAST)).toEqual([]);
    });

    it('of other models go when told to, and can be made again', async () => {
      await using scene = await openScene(open);
      const memories = await scene.recall([{ title: 'a' }, { title: 'b' }]);
      for (const memory of memories) for (const model of [MODEL, 'old', 'older']) await put(scene, memory, EAST, model);
      await scene.store.keepVectorsOf(MODEL);
      expect(await nearest(scene, EAST)).toHaveLength(2);
      expect(await nearest(scene, EAST, {}, 'old')).toEqual([]);
      expect(await unembedded(scene, 'old')).toEqual(['b', 'a']);
      expect(await unembedded(scene)).toEqual([]);
      await scene.store.keepVectorsOf('none');
      expect(await nearest(scene, EAST)).toEqual([]);
    });

    it('are found within the filters of the query, however few pass', async () => {
      await using scene = await openScene(open);
      const other = await scene.store.project({ aliases: ['folder:/other'], name: 'other' }, NOON);
      const far = await scene.recall([
        { title: 'one', at: NOON + 1, type: 'feature', filesRead: ['src/signup.ts'] },
        { title: 'two', at: NOON + 2, type: 'decision' },
      ]);
      const [elsewhere] = await scene.recall([{ title: 'elsewhere', at: NOON + 1 }], other);
      const near = await scene.recall(Array.from({ length: 150 }, () => ({ title: 'near', at: NOON + 9, filesModified: [] })));
      const all = [
        ...near.map((memory) => [memory, EAST] as const),
        ...[...far, elsewhere!].map((memory) => [memory, NORTH_EAST] as const),
      ];
      await scene.store.putVectors(
        MODEL,
        all.map(([{ number, updatedAt }, vector]) => ({ memory: number, updatedAt, vector })),
      );
      const found = async (filter: Partial<Query>): Promise<string[]> =>
        (await nearest(scene, EAST, filter)).map(([title]) => title).toSorted();
      expect(await found({ limit: 3 })).toEqual(['near', 'near', 'near']);
      expect(await found({ project: other.id })).toEqual(['elsewhere']);
      expect(await found({ types: ['decision', 'feature'] })).toEqual(['one', 'two']);
      expect(await found({ from: NOON + 1, to: NOON + 2 })).toEqual(['elsewhere', 'one']);
      expect(await found({ file: 'SIGNUP' })).toEqual(['one']);
      expect(await found({ project: scene.project.id, to: NOON + 3, types: ['decision'] })).toEqual(['two']);
      expect(await found({ types: [] })).toEqual([]);
    });

    it('are paged', async () => {
      await using scene = await openScene(open);
      const memories = await scene.recall(Array.from({ length: 5 }, (_, i) => ({ title: `${i}` })));
      for (const [i, memory] of memories.entries()) await put(scene, memory, Float32Array.of(Math.cos(i / 9), Math.sin(i / 9)));
      const page = async (offset: number): Promise<string[]> =>
        (await nearest(scene, Float32Array.of(1, 0), { limit: 2, offset })).map(([title]) => title);
      expect([...(await page(0)), ...(await page(2)), ...(await page(4)), ...(await page(9))]).toEqual(['0', '1', '2', '3', '4']);
      expect(await nearest(scene, Float32Array.of(1, 0), { limit: 0 })).toEqual([]);
    });
  });
}

// A change is told by its time.
async function pause(): Promise<void> {
  const now = Date.now();
  while (Date.now() === now) await new Promise(setImmediate);
}

function put({ store }: Scene, { number, updatedAt }: Memory, vector: Float32Array, model = MODEL): Promise<void> {
  return store.putVectors(model, [{ memory: number, updatedAt, vector }]);
}

async function unembedded({ store }: Scene, model = MODEL, limit = 9): Promise<string[]> {
  return (await store.unembedded(model, limit)).map(({ title }) => title);
}

async function nearest({ store }: Scene, vector: Float32Array, query: Partial<Query> = {}, model = MODEL): Promise<[string, number][]> {
  const found = await store.nearest(model, vector, { limit: 9, offset: 0, ...query });
  return found.map(({ memory, score }) => [memory.title, Math.round(score * 1e4) / 1e4]);
}
