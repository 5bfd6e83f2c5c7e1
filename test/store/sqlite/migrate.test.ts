import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backupPath, migrate, MIGRATIONS, schemaVersion } from '../../../src/store/sqlite/migrate.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { NOON } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';
import { startFixture } from './run-fixture.ts';

const FIXTURES = '../../../../test/store/sqlite/fixtures';
const KNOWN = MIGRATIONS.length;
const LATER = [...MIGRATIONS, `${FIXTURES}/later-works.sql`];

describe('a migration', () => {
  it('is named in the list and nothing but the list is in the folder', () => {
    const folder = join(import.meta.dirname, '../../../src/store/sqlite/migrations');
    expect(readdirSync(folder).toSorted()).toEqual(MIGRATIONS);
  });

  it('keeps the data, and a copy of the database as it was before', async () => {
    const path = await makeDatabase();
    const db = openRaw(path);
    migrate(db, path, LATER);
    expect(schemaVersion(db)).toBe(KNOWN + 1);
    expect(db.prepare('select name, colour from project').all()).toMatchObject([{ name: 'app', colour: null }]);
    const backup = openRaw(backupPath(path));
    expect(schemaVersion(backup)).toBe(KNOWN);
    expect(backup.prepare('select name from project').all()).toMatchObject([{ name: 'app' }]);
    expect(statSync(backupPath(path)).mode & 0o777).toBe(0o600);
  });

  it('that another process made while this one waited for its turn is not made again', async () => {
    const path = await makeDatabase();
    const first = openRaw(path);
    first.exec('begin immediate');
    const second = startFixture('migrate.ts', [path, LATER.at(-1)!]);
    await second.ready();
    await setTimeout(200);
    first.exec('alter table project add column colour text');
    first.exec(`pragma user_version = ${KNOWN + 1}`);
    writeFileSync(backupPath(path), 'made by the first');
    first.exec('commit');
    await second.finish();
    expect(schemaVersion(first)).toBe(KNOWN + 1);
    expect(readFileSync(backupPath(path), 'utf8')).toBe('made by the first');
  });

  it('leaves one copy, however many there were, and nothing of one that was killed at it', async () => {
    const path = await makeDatabase();
    for (const suffix of ['', '-4711', '-4711-journal']) writeFileSync(`${backupPath(path)}${suffix}`, 'of an earlier one');
    writeFileSync(`${path}.damaged-2026-11-22T18-03-59`, 'kept');
    migrate(openRaw(path), path, LATER);
    expect(readdirSync(dirname(path)).filter((name) => !/-(wal|shm)$/.test(name))).toEqual([
      'holdfast.db',
      'holdfast.db.backup',
      'holdfast.db.damaged-2026-11-22T18-03-59',
    ]);
    expect(schemaVersion(openRaw(backupPath(path)))).toBe(KNOWN);
  });

  it('makes no copy of a new database', async () => {
    const path = await makeDatabase();
    expect(existsSync(backupPath(path))).toBe(false);
  });

  it('that fails changes nothing', async () => {
    const path = await makeDatabase();
    const db = openRaw(path);
    expect(() => migrate(db, path, [...LATER, `${FIXTURES}/later-fails.sql`])).toThrow('no_such_table');
    expect(schemaVersion(db)).toBe(KNOWN);
    expect(db.prepare('select * from project').all()).toMatchObject([{ name: 'app' }]);
    expect(db.prepare(`select name from sqlite_schema where name = 'half_made'`).all()).toEqual([]);
    expect(db.prepare('select * from project').get()).not.toHaveProperty('colour');
  });
});

describe('a database of a later version', () => {
  it.each(['wal', 'delete'])('is refused and not changed by a byte (journal mode %s)', async (journalMode) => {
    const path = await makeDatabase();
    const db = openRaw(path);
    db.exec(`pragma journal_mode = ${journalMode}; pragma user_version = 99`);
    db.close();
    const before = readFileSync(path);
    await expect(open(path)).rejects.toMatchObject({ code: 'store_newer', message: expect.stringContaining('Update Holdfast') });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(backupPath(path))).toBe(false);
  });
});

function open(path: string): ReturnType<typeof openSqliteStore> {
  return openSqliteStore({ path, busyTimeoutMs: 1000, clock: Date.now });
}

async function makeDatabase(): Promise<string> {
  const path = join(tempFolder(), 'holdfast.db');
  await using store = await open(path);
  await store.project({ aliases: ['root:/app'], name: 'app' }, NOON);
  return path;
}

function openRaw(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  onTestFinished(() => {
    if (db.isOpen) db.close();
  });
  return db;
}
