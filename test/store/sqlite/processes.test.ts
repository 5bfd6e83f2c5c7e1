import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/store/sqlite/migrate.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import type { Store } from '../../../src/ports/store.ts';
import { NOON } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';
import { runTogether, startFixture } from './run-fixture.ts';

const PROCESSES = 8;

describe('many processes and one database', () => {
  it('open and migrate a new file at the same moment, in a folder that is not there yet', async () => {
    const path = join(tempFolder(), 'new', 'holdfast.db');
    const outputs = await runTogether(PROCESSES, 'open.ts', () => [path, '1']);
    expect(outputs).toEqual(Array.from({ length: PROCESSES }, () => ['ok']));
    await using store = await open(path);
    expect(await store.stats()).toMatchObject({ events: 1, schema: MIGRATIONS.length });
    expect(await store.check()).toEqual([]);
  });

  it('append and claim at the same time: nothing is lost and no job is claimed twice', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using store = await open(path);
    const keys = Array.from({ length: 100 }, (_, i) => `job-${String(i).padStart(3, '0')}`);
    for (const key of keys) await store.enqueue('distill', key, NOON, NOON);
    const outputs = await runTogether(PROCESSES, 'append-and-claim.ts', (i) => [path, `p${i}`]);
    expect(outputs.flat().toSorted()).toEqual(keys);
    expect(await store.stats()).toMatchObject({ events: 30 * PROCESSES + 30 });
    expect(await store.stubs('of-p3')).toHaveLength(30);
    expect(await store.stubs('shared')).toHaveLength(30);
    expect(await store.check()).toEqual([]);
  });

  it('killed in the middle of appends lose no event that was acknowledged', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    const acknowledged: string[] = [];
    for (const round of [1, 2, 3]) {
      const writers = [`a${round}`, `b${round}`].map((owner) => startFixture('append-for-ever.ts', [path, owner]));
      await Promise.all(writers.map((writer) => writer.ready()));
      await setTimeout(37 * round);
      for (const { child } of writers) child.kill('SIGKILL');
      acknowledged.push(...(await Promise.all(writers.map((writer) => writer.finish()))).flat());
    }
    await using store = await open(path);
    const stored = await store.events(acknowledged);
    expect(acknowledged.length).toBeGreaterThan(6);
    expect(stored).toHaveLength(acknowledged.length);
    expect(await store.check()).toEqual([]);
  });
});

function open(path: string): Promise<Store> {
  return openSqliteStore({ path, busyTimeoutMs: 10_000, clock: Date.now });
}
