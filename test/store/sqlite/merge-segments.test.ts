import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { type Database, openDatabase } from '../../../src/store/sqlite/database.ts';
import { createMerger } from '../../../src/store/sqlite/merge-segments.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { openScene, type Scene } from '../../contract/store/scene.ts';
import { NOON } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';
import { runTogether } from './run-fixture.ts';

const COMMON = { any: [['common']], required: [] };

describe('the segments of the full-text indexes', () => {
  it('are merged where there are many of them, to few', async () => {
    const path = newPath();
    await using scene = await openScene(() => open(path));
    await remember(scene, 15);
    expect(countSegments(path)).toBe(15);
    while (await scene.store.mergeIndexes());
    expect(countSegments(path)).toBe(1);
  });

  it('are left alone where they are not many, and nobody is waited for to see that', async () => {
    const path = newPath();
    await using scene = await openScene(() => open(path));
    await remember(scene, 8);
    const other = openRaw(path);
    other.exec('begin immediate');
    expect(await scene.store.mergeIndexes()).toBe(false);
    other.exec('commit');
    expect(countSegments(path)).toBe(8);
    await remember(scene, 1);
    expect(await scene.store.mergeIndexes()).toBe(true);
  });

  it('are left to the next time while another process writes', async () => {
    const path = newPath();
    await using scene = await openScene(() => open(path, 20));
    await remember(scene, 15);
    const other = openRaw(path);
    other.exec('begin immediate');
    await expect(scene.store.mergeIndexes()).rejects.toMatchObject({ code: 'store_busy' });
    other.exec('rollback');
    while (await scene.store.mergeIndexes());
    expect(countSegments(path)).toBe(1);
  });

  it('are merged in small steps', async () => {
    const path = newPath();
    await using scene = await openScene(() => open(path));
    await remember(scene, 100, (i) => numbered(`of${i}x`, 600));
    const merger = openCounted(path);
    const steps: number[] = [];
    for (let before = 0; merger.step(); before = merger.written()) steps.push(merger.written() - before);
    // Each page that is written takes the place of others, which are deleted.
    expect(Math.max(...steps)).toBeLessThan(500);
    expect(merger.written()).toBeGreaterThan(1000);
    expect(countSegments(path)).toBeLessThan(5);
    expect(await scene.store.check()).toEqual([]);
  });

  it('of a store that grows a little at a time are not written anew each time', async () => {
    const path = newPath();
    await using scene = await openScene(() => open(path));
    const merger = openCounted(path);
    const most: number[] = [];
    for (let i = 0; i < 100; i += 1) {
      await remember(scene, 10, (j) => numbered(`of${i}x${j}x`, 20));
      while (merger.step());
      most.push(countSegments(path));
    }
    expect(Math.max(...most)).toBeLessThan(12);
    // A thousand rows take more than a hundred pages.
    expect(merger.written() / 1000).toBeLessThan(9);
  });

  it('are merged by several processes at once, while they write', async () => {
    const path = newPath();
    await using scene = await openScene(() => open(path));
    const outputs = await runTogether(3, 'merge.ts', (i) => [path, `p${i}`, scene.project.id]);
    for (const lines of outputs) expect(lines).toContain('true');
    expect(await scene.store.match(COMMON, { limit: 999, offset: 0 })).toHaveLength(180);
    expect(await scene.store.match({ any: [['p1x59']], required: [] }, { limit: 9, offset: 0 })).toHaveLength(1);
    expect(countSegments(path)).toBeLessThan(12);
    expect(await scene.store.check()).toEqual([]);
  });
});

function newPath(): string {
  return join(tempFolder(), 'holdfast.db');
}

function open(path: string, busyTimeoutMs = 1000): Promise<Store> {
  return openSqliteStore({ path, busyTimeoutMs, clock: () => NOON });
}

function openRaw(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  onTestFinished(() => db.close());
  return db;
}

interface Counted {
  step(): boolean;
  /** How many rows of the tables of the indexes it wrote or deleted; a page is a row. */
  written(): number;
}

function openCounted(path: string): Counted {
  const database: Database = openDatabase({ path, busyTimeoutMs: 1000 });
  onTestFinished(() => database.db.close());
  const changes = (): number => Number(database.sql('select total_changes() as n').get()!['n']);
  const before = changes();
  return { step: createMerger(database), written: () => changes() - before };
}

// Memories one by one, so that each comes into the index as a segment of its own.
async function remember(scene: Scene, count: number, narrative: (i: number) => string = () => ''): Promise<void> {
  await scene.recall(Array.from({ length: count }, (_, i) => ({ title: 'common', narrative: narrative(i), evidence: [] })));
}

function numbered(stem: string, count: number): string {
  return Array.from({ length: count }, (_, i) => `${stem}${i}`).join(' ');
}

function countSegments(path: string): number {
  using db = new DatabaseSync(path);
  return Number(db.prepare('select count(distinct segid) as n from memory_terms_idx').get()!['n']);
}
