import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectHome } from '../../src/workspace/inspect-home.ts';
import { nameNetworkDisk } from '../../src/workspace/network-disk.ts';
import { tempFolder } from '../temp-folder.ts';

describe('the folder of the memory', () => {
  it('is looked at with what lies in it: warnings, and damaged databases with their companions', async () => {
    const home = tempFolder();
    chmodSync(home, 0o755);
    writeFileSync(join(home, 'holdfast.log'), '2026 1 info started\n2026 1 warn first\n2026 1 warn second\n');
    for (const suffix of ['', '-wal', '-shm']) writeFileSync(join(home, `holdfast.db.damaged-2026-11-22T18-03-59${suffix}`), 'bytes');
    writeFileSync(join(home, 'holdfast.db.damaged-2026-11-23T18-03-59'), 'bytes');
    expect(await inspectHome(home, join(home, 'holdfast.log'))).toEqual({
      path: home,
      exists: true,
      writable: true,
      open: process.platform !== 'win32',
      exposed: [],
      freeBytes: expect.any(Number),
      setAside: { count: 2, bytes: 20 },
      warnings: ['2026 1 warn first', '2026 1 warn second'],
    });
  });

  it.skipIf(process.platform === 'win32')('is looked at for what is not its owner’s alone', async () => {
    const [home, elsewhere] = [tempFolder(), tempFolder()];
    for (const name of ['spool', 'config.json', 'holdfast.log']) symlinkSync(elsewhere, join(home, name));
    for (const name of ['models', 'packages', 'other']) mkdirSync(join(home, name));
    for (const name of ['packages', 'other']) chmodSync(join(home, name), 0o777);
    expect(await inspectHome(home, join(home, 'holdfast.log'))).toMatchObject({
      exposed: ['holdfast.log (a symbolic link)', 'packages (others can change it)', 'spool (a symbolic link)'],
    });
  });

  it('that is not there yet is on the disk of the folder it will be made in', async () => {
    const folder = tempFolder();
    const missing = join(folder, 'not', 'there');
    const facts = await inspectHome(missing, join(missing, 'holdfast.log'));
    expect(facts).toMatchObject({ exists: false, writable: true, setAside: { count: 0, bytes: 0 }, warnings: [] });
    expect(facts.freeBytes).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});

describe('a network disk', () => {
  it.each([
    ['/home/me', 0x6969, 'linux', 'NFS'],
    ['/home/me', 0xff534d42, 'linux', 'CIFS'],
    ['/home/me', 0xff534d42 - 2 ** 32, 'linux', 'CIFS'],
    ['/mnt/c/me', 0x01021997, 'linux', expect.stringContaining('9p')],
    ['/home/me', 0x65735546, 'linux', expect.stringContaining('FUSE')],
    ['/home/me', 0xef53, 'linux', undefined],
    ['/Users/me', 0x6969, 'darwin', undefined],
    ['\\\\server\\share\\me', 0, 'win32', 'a network share'],
    ['\\\\?\\C:\\Users\\me', 0, 'win32', undefined],
    ['C:\\Users\\me', 0, 'win32', undefined],
  ] as const)('%s of type %d on %s is %s', (path, type, platform, name) => {
    expect(nameNetworkDisk(path, type, platform)).toEqual(name);
  });
});
