import { expect, it } from 'vitest';
import { openScene, type StoreOpener } from './scene.ts';

const ALL = { any: [['common']], required: [] };

export function testMerge(open: StoreOpener): void {
  it('merges its indexes step by step until nothing is left to merge, and finds what it found before', async () => {
    await using scene = await openScene(open);
    await scene.recall(Array.from({ length: 30 }, (_, i) => ({ title: `common of${i}` })));
    const find = () => scene.store.match(ALL, { limit: 99, offset: 0 });
    const before = await find();
    expect(before).toHaveLength(30);
    while (await scene.store.mergeIndexes()) expect(await find()).toEqual(before);
    expect(await find()).toEqual(before);
    expect(await scene.store.mergeIndexes()).toBe(false);
    expect(await scene.store.check()).toEqual([]);
  });
}
