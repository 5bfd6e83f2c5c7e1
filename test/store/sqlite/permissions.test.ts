import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { sampleEvent } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';
import { startFixture } from './run-fixture.ts';

describe.skipIf(process.platform === 'win32')('the files of the database', () => {
  it('are for their owner alone, whatever the umask', async () => {
    const home = join(tempFolder(), 'home', '.holdfast');
    expect(await startFixture('open.ts', [join(home, 'holdfast.db'), '3', '000']).finish()).toEqual(['ready', 'ok']);
    expect(modesIn(home)).toEqual({ '.': 0o700, 'holdfast.db': 0o600 });
    expect(mode(join(home, '..'))).toBe(0o700);
  });

  it('are for their owner alone while the database is open', async () => {
    const home = tempFolder();
    await using store = await openSqliteStore({ path: join(home, 'holdfast.db'), busyTimeoutMs: 1000, clock: Date.now });
    await store.append({ events: [sampleEvent()] });
    expect(modesIn(home)).toEqual({ '.': 0o700, 'holdfast.db': 0o600, 'holdfast.db-shm': 0o600, 'holdfast.db-wal': 0o600 });
  });

  it('are closed to others where they were open, but the folder of somebody is left as it is', async () => {
    const home = join(tempFolder(), 'shared');
    mkdirSync(home);
    chmodSync(home, 0o755);
    writeFileSync(join(home, 'holdfast.db'), '');
    chmodSync(join(home, 'holdfast.db'), 0o644);
    await (await openSqliteStore({ path: join(home, 'holdfast.db'), busyTimeoutMs: 1000, clock: Date.now }))[Symbol.asyncDispose]();
    expect(modesIn(home)).toEqual({ '.': 0o755, 'holdfast.db': 0o600 });
  });
});

function modesIn(folder: string): Record<string, number> {
  return Object.fromEntries(['.', ...readdirSync(folder)].map((name) => [name, mode(join(folder, name))]));
}

function mode(path: string): number {
  return statSync(path).mode & 0o777;
}
