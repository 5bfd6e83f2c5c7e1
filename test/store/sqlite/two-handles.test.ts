import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../src/ports/jobs.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { NOON } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';

describe('two processes with one database', () => {
  it('share leases: what one claimed the other gets when the lease is over, and then the first can do nothing', async () => {
    const [one, two] = await openTwice();
    await one.enqueue('distill', 's', NOON, NOON);
    const lost = (await one.claim(request(NOON)))!;
    expect(await two.claim(request(NOON + 999))).toBeUndefined();
    const taken = (await two.claim(request(NOON + 1000)))!;
    expect([await one.renew(lost, NOON + 9000), await one.complete(lost), await one.giveBack(lost, NOON)]).toEqual([false, false, false]);
    expect(await two.complete(taken)).toBe(true);
  });

  it('share the cap on children', async () => {
    const [one, two] = await openTwice();
    for (const key of ['a', 'b']) await one.enqueue('distill', key, NOON, NOON);
    expect(await one.claim({ ...request(NOON), child: { mark: 'm1', cap: 1 } })).toBeDefined();
    expect(await two.claim({ ...request(NOON), child: { mark: 'm2', cap: 1 } })).toBeUndefined();
    await two.dropChild('m1');
    expect(await two.claim({ ...request(NOON), child: { mark: 'm2', cap: 1 } })).toMatchObject({ key: 'b' });
  });

  it('wait for each other, one that has to leave no longer than it says', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using store = await openSqliteStore({ path, busyTimeoutMs: 5000, clock: () => NOON });
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    store.waitAtMost(50);
    const began = performance.now();
    await expect(store.enqueue('distill', 's', NOON, NOON)).rejects.toMatchObject({ code: 'store_busy' });
    expect(performance.now() - began).toBeLessThan(2000);
    other.close();
  });

  it('share breakers: the probe is for one of them', async () => {
    const [one, two] = await openTwice();
    await one.report('model', NOON, { ok: false, error: 'no luck', threshold: 1, pauseMs: 100, longestMs: 100 });
    expect([await one.admit('model', NOON, 9), await two.admit('model', NOON, 9)]).toEqual([false, false]);
    expect([await two.admit('model', NOON + 100, 9), await one.admit('model', NOON + 100, 9)]).toEqual([true, false]);
    await two.report('model', NOON + 101, { ok: true });
    expect(await one.admit('model', NOON + 102, 9)).toBe(true);
  });
});

async function openTwice(): Promise<[Store, Store]> {
  const path = join(tempFolder(), 'holdfast.db');
  const open = (): Promise<Store> => openSqliteStore({ path, busyTimeoutMs: 1000, clock: () => NOON });
  return [await open(), await open()];
}

function request(at: number): Claim {
  return { kind: 'distill', owner: 'me', at, leaseMs: 1000, dueBy: at };
}
