import { existsSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { NOON, sampleEvent } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';
import { startFixture } from './run-fixture.ts';

const MB = 1024 * 1024;

it('the write-ahead log stays small while another process writes and one reads', async () => {
  const path = join(tempFolder(), 'holdfast.db');
  await using store = await open(path);
  await using reader = await open(path);
  const other = startFixture('append-for-ever.ts', [path, 'other']);
  await other.ready();
  let largest = 0;
  for (let i = 0; i < 4000; i += 1) {
    await store.append({ events: [sampleEvent({ id: `event-${i}`, at: NOON + i, text: 'x'.repeat(4000) })] });
    if (i % 100 === 0) await reader.stubs('other');
    largest = Math.max(largest, statSync(`${path}-wal`).size);
  }
  expect((await reader.stats()).bytes).toBeGreaterThan(16 * MB);
  expect(largest).toBeLessThan(48 * MB);
  other.child.kill('SIGKILL');
  await other.finish();
  expect(await reader.check()).toEqual([]);
}, 60_000);

// Without a bound of ours it has 300 MB by then, and goes on.
it('the write-ahead log does not grow without end while three processes write all the time', async () => {
  const path = join(tempFolder(), 'holdfast.db');
  await using _store = await open(path);
  for (const owner of ['a', 'b', 'c']) await startFixture('append-for-ever.ts', [path, owner]).ready();
  let largest = 0;
  for (let i = 0; i < 60; i += 1) {
    await setTimeout(50);
    largest = Math.max(largest, statSync(`${path}-wal`).size);
  }
  expect(largest).toBeLessThan(128 * MB);
});

it('the backup of the last migration goes when it is old', async () => {
  const path = join(tempFolder(), 'holdfast.db');
  await using store = await open(path);
  writeFileSync(`${path}.backup`, 'as it was');
  await store.collect(Date.now() - 1000, []);
  expect(existsSync(`${path}.backup`)).toBe(true);
  utimesSync(`${path}.backup`, NOON / 1000, NOON / 1000);
  await store.collect(NOON + 1, []);
  expect(existsSync(`${path}.backup`)).toBe(false);
});

function open(path: string): Promise<Store> {
  return openSqliteStore({ path, busyTimeoutMs: 10_000, clock: Date.now });
}
