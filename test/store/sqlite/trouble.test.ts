import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { sampleEvent } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';
import { startFixture } from './run-fixture.ts';

describe('a database that another process writes to', () => {
  it('is waited for, then reported as busy; what was refused can be stored afterwards', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using store = await open(path);
    const other = lock(path);
    const began = performance.now();
    await expect(store.append({ events: [sampleEvent()] })).rejects.toMatchObject({ code: 'store_busy' });
    expect(performance.now() - began).toBeGreaterThan(90);
    expect(await store.stubs('session-1')).toEqual([]);
    other.exec('rollback');
    expect(await store.append({ events: [sampleEvent()] })).toEqual({ added: 1 });
  });

  it('is reported as busy by one who opens it anew', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    lock(path);
    await expect(open(path)).rejects.toMatchObject({ code: 'store_busy' });
  });
});

describe('a damaged database', () => {
  it('that is something else is reported as such and left alone', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    writeFileSync(path, 'This is a letter, not a database. '.repeat(200));
    await expect(open(path)).rejects.toMatchObject({ code: 'store_corrupt', message: expect.stringContaining('--repair') });
    expect(readFileSync(path, 'utf8')).toMatch(/^This is a letter/);
  });

  it('that was cut off is reported as damaged when it is read', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    expect(await startFixture('open.ts', [path, '200']).finish()).toContain('ok');
    truncateSync(path, 24 * 4096);
    const work = async (): Promise<readonly unknown[]> => {
      await using store = await open(path);
      return [...(await store.check()), ...(await store.events((await store.stubs('session-1')).map(({ id }) => id)))];
    };
    await expect(work()).rejects.toMatchObject({ code: 'store_corrupt' });
  });

  it('finds what is wrong with itself', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    expect(await startFixture('open.ts', [path, '50']).finish()).toContain('ok');
    const bytes = readFileSync(path);
    const db = new DatabaseSync(path, { readOnly: true });
    const root = Number(db.prepare(`select rootpage from sqlite_schema where name = 'event_by_session'`).get()!['rootpage']);
    db.close();
    writeFileSync(path, bytes.fill(0xaa, (root - 1) * 4096 + 200, root * 4096));
    await using store = await open(path);
    expect((await store.check()).length).toBeGreaterThan(0);
  });
});

describe('a place where there cannot be a database', () => {
  it('is reported: a folder of that name', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    mkdirSync(path);
    await expect(open(path)).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  it.skipIf(process.platform !== 'linux')('is reported: a file system in which nobody can make a folder', async () => {
    expect(await startFixture('open.ts', ['/proc/nowhere/home/holdfast.db', '1']).finish()).toEqual(['ready', 'store_unavailable']);
  });

  it('is reported: a file where the folder should be', async () => {
    const file = join(tempFolder(), 'home');
    writeFileSync(file, '');
    await expect(open(join(file, 'holdfast.db'))).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(open(join(file, 'deeper', 'holdfast.db'))).rejects.toMatchObject({ code: 'store_unavailable' });
  });
});

// File systems of our own need the right to mount, in a namespace that ends with the process.
describe.skipIf(!mayMount())('a disk', () => {
  it('that is full when the database is made, or fills up later, is reported as full', async () => {
    expect(await onDisk('size=16k', 'open.ts', '1')).toEqual(['ready', 'store_full']);
    expect(await onDisk('size=400k', 'open.ts', '2000')).toEqual(['ready', 'store_full']);
  });

  it('that takes no writes is reported as read-only', async () => {
    expect(await onDisk('size=1m,ro', 'open.ts', '1')).toEqual(['ready', 'store_read_only']);
  });
});

function open(path: string): Promise<Store> {
  return openSqliteStore({ path, busyTimeoutMs: 100, clock: Date.now });
}

function lock(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  onTestFinished(() => db.close());
  db.exec('begin immediate');
  return db;
}

function onDisk(options: string, fixture: string, events: string): Promise<readonly string[]> {
  const folder = tempFolder();
  const mount = ['unshare', '-m', 'sh', '-c', `mount -t tmpfs -o ${options} none "$0" && exec "$@"`, folder];
  return startFixture(fixture, [join(folder, 'holdfast.db'), events], mount).finish();
}

function mayMount(): boolean {
  try {
    execFileSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs none /tmp'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
