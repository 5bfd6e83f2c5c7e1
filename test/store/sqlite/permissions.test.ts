import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { backupPath, migrate, MIGRATIONS } from '../../../src/store/sqlite/migrate.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { sampleEvent } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';
import { asNobody, canBeNobody, NOBODY } from '../as-nobody.ts';
import { modeOf, modesBelow } from '../modes.ts';
import { startFixture } from './run-fixture.ts';

const LATER = [...MIGRATIONS, '../../../../test/store/sqlite/fixtures/later-works.sql'];

describe.skipIf(process.platform === 'win32')('the files of the database', () => {
  it.each(['000', '077'])('are for their owner alone, with the umask %s', async (umask) => {
    const home = join(tempFolder(), 'home', '.holdfast');
    expect(await startFixture('open.ts', [join(home, 'holdfast.db'), '3', umask]).finish()).toEqual(['ready', 'ok']);
    expect(modesBelow(home)).toEqual({ '.': 0o700, 'holdfast.db': 0o600 });
    expect(modeOf(dirname(home))).toBe(0o700);
  });

  it('are for their owner alone while the database is open', async () => {
    const home = tempFolder();
    await using store = await open(home);
    await store.append({ events: [sampleEvent()] });
    expect(modesBelow(home)).toEqual({ '.': 0o700, 'holdfast.db': 0o600, 'holdfast.db-shm': 0o600, 'holdfast.db-wal': 0o600 });
  });

  it('are closed to others where they were open, with their folder and all that lies beside them', async () => {
    const home = join(tempFolder(), 'shared');
    await leaveLogs(home);
    const names = ['holdfast.db', 'holdfast.db-shm', 'holdfast.db-wal', 'holdfast.db.backup', 'holdfast.db.damaged-2026', 'holdfast.log.1'];
    for (const name of names.slice(3)) writeFileSync(join(home, name), '');
    for (const name of names) chmodSync(join(home, name), 0o666);
    chmodSync(home, 0o777);
    await using _store = await open(home);
    expect(modesBelow(home)).toEqual(Object.fromEntries([['.', 0o700], ...names.map((name) => [name, 0o600])]));
  });

  it('are closed to others also in a folder that is somebody’s for other things, which is left as it is', async () => {
    const home = join(tempFolder(), 'shared');
    mkdirSync(home);
    for (const name of ['holdfast.db', 'index.html']) writeFileSync(join(home, name), '');
    for (const path of ['', 'holdfast.db', 'index.html']) chmodSync(join(home, path), path === 'holdfast.db' ? 0o644 : 0o755);
    await (await open(home))[Symbol.asyncDispose]();
    expect(modesBelow(home)).toEqual({ '.': 0o755, 'holdfast.db': 0o600, 'index.html': 0o755 });
  });
});

describe.skipIf(process.platform === 'win32')('a link in place of', () => {
  it.each(['holdfast.db', 'holdfast.db-wal', 'holdfast.db-shm'])('%s is refused, and where it leads nothing changes', async (name) => {
    const [home, victim] = [tempFolder(), join(tempFolder(), 'victim')];
    await (await open(home))[Symbol.asyncDispose]();
    writeFileSync(victim, 'dear to somebody');
    chmodSync(victim, 0o644);
    replaceByLink(join(home, name), victim);
    await expect(open(home)).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringMatching(new RegExp(`${name} is a symbolic link.*HOLDFAST_HOME`)),
    });
    expect([readFileSync(victim, 'utf8'), modeOf(victim)]).toEqual(['dear to somebody', 0o644]);
  });

  it('a database that leads nowhere makes nothing there', async () => {
    const [home, victim] = [tempFolder(), join(tempFolder(), 'victim')];
    symlinkSync(victim, join(home, 'holdfast.db'));
    await expect(open(home)).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(existsSync(victim)).toBe(false);
  });

  it('the backup gives way to the backup', async () => {
    const [home, victim] = [tempFolder(), join(tempFolder(), 'victim')];
    await (await open(home))[Symbol.asyncDispose]();
    writeFileSync(victim, 'dear to somebody');
    const path = join(home, 'holdfast.db');
    symlinkSync(victim, backupPath(path));
    symlinkSync(victim, `${backupPath(path)}-${process.pid}`);
    using db = new DatabaseSync(path);
    migrate(db, path, LATER);
    expect(readFileSync(victim, 'utf8')).toBe('dear to somebody');
    expect(statSync(backupPath(path)).size).toBeGreaterThan(4096);
    expect(modeOf(backupPath(path))).toBe(0o600);
    expect(readdirSync(home).filter((name) => name.includes('backup'))).toEqual(['holdfast.db.backup']);
  });

  it('what only lies beside the database does not stop it', async () => {
    const [home, victim] = [tempFolder(), join(tempFolder(), 'victim')];
    writeFileSync(victim, 'dear to somebody');
    chmodSync(victim, 0o644);
    symlinkSync(victim, join(home, 'holdfast.log'));
    await (await open(home))[Symbol.asyncDispose]();
    expect(modeOf(victim)).toBe(0o644);
  });
});

describe('what is no file in place of the database', () => {
  it('is refused', async () => {
    const home = tempFolder();
    mkdirSync(join(home, 'holdfast.db'));
    await expect(open(home)).rejects.toMatchObject({ code: 'store_unavailable', message: expect.stringMatching(/is not a file/) });
  });
});

it.skipIf(!canBeNobody)('the database of another user is refused', () => {
  const home = tempFolder();
  writeFileSync(join(home, 'holdfast.db'), '');
  chmodSync(join(home, 'holdfast.db'), 0o666);
  chownSync(join(home, 'holdfast.db'), 1, 1);
  chownSync(home, NOBODY, NOBODY);
  return expect(asNobody(() => open(home))).rejects.toMatchObject({
    code: 'store_unavailable',
    message: expect.stringMatching(/holdfast\.db belongs to another user/),
  });
});

// A database that was killed: its write-ahead log lies beside it.
async function leaveLogs(home: string): Promise<void> {
  const fixture = startFixture('append-for-ever.ts', [join(home, 'holdfast.db'), 'killed']);
  await fixture.ready();
  fixture.child.kill('SIGKILL');
  await fixture.finish();
}

function replaceByLink(path: string, target: string): void {
  rmSync(path, { force: true });
  symlinkSync(target, path);
}

function open(home: string): ReturnType<typeof openSqliteStore> {
  return openSqliteStore({ path: join(home, 'holdfast.db'), busyTimeoutMs: 1000, clock: Date.now });
}
