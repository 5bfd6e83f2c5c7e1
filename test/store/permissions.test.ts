import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, lchownSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileLog } from '../../src/store/log/file-log.ts';
import { closeContents, findRefusal, makePrivateFolder } from '../../src/store/private-folder.ts';
import { openSpool } from '../../src/store/spool/spool.ts';
import { sampleEvent } from '../samples.ts';
import { tempFolder } from '../temp-folder.ts';
import { asNobody, canBeNobody, NOBODY } from './as-nobody.ts';
import { modeOf, modesBelow } from './modes.ts';

const ENTRY = { agent: 'test', call: { session: 's', cwd: '/work', events: [sampleEvent()], settled: false } };
const UNAVAILABLE = 'store_unavailable';

describe.skipIf(process.platform === 'win32')('the folder of the memory', () => {
  it.each([0o777, 0o755, 0o750, 0o775])('that is there with the rights %o is closed to others', (mode) => {
    const home = makeHome(mode);
    for (const name of ['holdfast.db', 'config.json', 'holdfast.log.1', 'model-key.anthropic']) writeFileSync(join(home, name), '');
    mkdirSync(join(home, 'spool'));
    makePrivateFolder(home);
    expect(modeOf(home)).toBe(0o700);
  });

  it.each(['.config.json.swp', 'config.json~', '.gitignore'])('that holds %s as well is closed and not refused', (name) => {
    const home = makeHome(0o775, 'config.json', name);
    makePrivateFolder(home);
    expect(modeOf(home)).toBe(0o700);
  });

  it('that holds other things is left as it is, and what in it is not ours', () => {
    const home = makeHome(0o755, 'holdfast.db', 'holdfast.db.backup', 'holdfast.log.1', 'holdfast.config.js', 'holdfast.dbase');
    for (const name of readdirSync(home)) chmodSync(join(home, name), 0o644);
    for (const name of ['models', 'spool']) makeFolder(join(home, name), 0o755);
    makePrivateFolder(home);
    closeContents(home);
    expect(modesBelow(home)).toEqual({
      '.': 0o755,
      models: 0o755,
      spool: 0o700,
      'holdfast.db': 0o600,
      'holdfast.db.backup': 0o600,
      'holdfast.log.1': 0o600,
      'holdfast.config.js': 0o644,
      'holdfast.dbase': 0o644,
    });
  });

  it('that holds other things is left as it is, where nobody else can change it', () => {
    const home = makeHome(0o755, 'index.html');
    makePrivateFolder(home);
    expect(modeOf(home)).toBe(0o755);
  });

  it.each([0o775, 0o757, 0o1777])('that holds other things and can be changed by others (%o) is refused', (mode) => {
    const home = makeHome(mode, 'index.html');
    expect(() => makePrivateFolder(home)).toThrow(
      expect.objectContaining({ code: UNAVAILABLE, message: expect.stringMatching(/chmod go-w .*, or set HOLDFAST_HOME/) }),
    );
    expect(modeOf(home)).toBe(mode & 0o777);
  });

  it('may be a symbolic link to a folder of the same user', () => {
    const [home, link] = [makeHome(0o755), join(tempFolder(), 'memory')];
    symlinkSync(home, link);
    makePrivateFolder(link);
    expect(modeOf(home)).toBe(0o700);
  });

  it('that cannot be there is no reason to fail where one only looks', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    expect(findRefusal(join(file, 'below'))).toBeUndefined();
    expect(findRefusal(file)).toMatch(/is not a folder/);
    expect(await openSpool(join(file, 'below', 'spool')).size()).toEqual({ files: 0, bytes: 0 });
  });

  it('that is a file, or leads nowhere, is refused by its name', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
    expect(() => makePrivateFolder(join(folder, 'file'))).toThrow(/file is not a folder/);
    expect(() => makePrivateFolder(join(folder, 'link'))).toThrow(/link leads to a folder that is not there/);
  });
});

describe.skipIf(!canBeNobody)('the folder of another user', () => {
  it('is refused', () => {
    const home = makeHome(0o777);
    chownSync(home, 1, 1);
    chmodSync(dirname(home), 0o755);
    expect(() => asNobody(() => makePrivateFolder(home))).toThrow(
      expect.objectContaining({ code: UNAVAILABLE, message: expect.stringMatching(/belongs to another user.*\. Set HOLDFAST_HOME/) }),
    );
  });

  it('is used by root, as in a container, and left as it is', () => {
    const home = makeHome(0o755);
    chownSync(home, NOBODY, NOBODY);
    makePrivateFolder(home);
    expect(modeOf(home)).toBe(0o755);
  });

  it('that is root’s is used only where no other can change it', () => {
    const home = makeHome(0o755);
    chmodSync(dirname(home), 0o755);
    asNobody(() => makePrivateFolder(home));
    chmodSync(home, 0o777);
    expect(() => asNobody(() => makePrivateFolder(home))).toThrow(/Others can change/);
  });

  it('is used by root over a link of that user as well', () => {
    const [home, link] = [makeHome(0o755), join(tempFolder(), 'memory')];
    symlinkSync(home, link);
    lchownSync(link, NOBODY, NOBODY);
    makePrivateFolder(link);
    expect(modeOf(home)).toBe(0o700);
  });

  it('is not reached by a link of yet another one', () => {
    const [home, link] = [makeHome(0o755), join(tempFolder(), 'memory')];
    for (const folder of [home, link]) chmodSync(dirname(folder), 0o755);
    chownSync(home, NOBODY, NOBODY);
    symlinkSync(home, link);
    lchownSync(link, 1, 1);
    expect(() => asNobody(() => makePrivateFolder(link))).toThrow(
      expect.objectContaining({ code: UNAVAILABLE, message: expect.stringMatching(/symbolic link of another user/) }),
    );
  });
});

describe.skipIf(process.platform === 'win32')('the log', () => {
  it('is closed to others where it was open', () => {
    const path = join(makeHome(0o777), 'holdfast.log');
    write(path, 'before\n', 0o666);
    openFileLog(path).info('started');
    expect(modesBelow(dirname(path))).toEqual({ '.': 0o700, 'holdfast.log': 0o600 });
  });

  it.each(['holdfast.log', 'holdfast.log.1'])('never writes through a link in place of %s', (name) => {
    const [home, victim] = [makeHome(0o700), makeVictim()];
    symlinkSync(victim, join(home, name));
    const log = openFileLog(join(home, 'holdfast.log'), 100);
    for (let i = 0; i < 5; i += 1) log.info('x'.repeat(60));
    expect(readFileSync(victim, 'utf8')).toBe('dear to somebody');
  });

  it('is not held up by a pipe in its place', () => {
    const path = join(makeHome(0o700), 'holdfast.log');
    execFileSync('/bin/sh', ['-c', 'mkfifo "$1"', 'sh', path]);
    openFileLog(path).info('started');
    expect(lstatSync(path).isFIFO()).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32')('the spool', () => {
  it('is closed to others where it was open', async () => {
    const folder = join(makeHome(0o777), 'spool');
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    expect(await openSpool(folder).put(ENTRY)).toBe(true);
    expect(Object.values(modesBelow(dirname(folder)))).toEqual([0o700, 0o700, 0o600]);
  });

  it('that is a link is neither filled nor drained', async () => {
    const [home, elsewhere] = [makeHome(0o700), makeHome(0o700)];
    writeFileSync(join(elsewhere, '1-1.jsonl'), JSON.stringify(ENTRY));
    symlinkSync(elsewhere, join(home, 'spool'));
    const spool = openSpool(join(home, 'spool'));
    expect([await spool.put(ENTRY), await spool.drain(refuse), await spool.size()]).toEqual([false, 0, { files: 0, bytes: 0 }]);
    expect(Object.keys(modesBelow(elsewhere))).toEqual(['.', '1-1.jsonl']);
  });

  it('passes over a link among its files', async () => {
    const [home, victim] = [makeHome(0o700), makeVictim()];
    mkdirSync(join(home, 'spool'), { mode: 0o700 });
    symlinkSync(victim, join(home, 'spool', '1-1.jsonl'));
    expect(await openSpool(join(home, 'spool')).drain(refuse)).toBe(0);
    expect(readFileSync(victim, 'utf8')).toBe('dear to somebody');
  });
});

// Empty but for what is named.
function makeHome(mode: number, ...names: readonly string[]): string {
  const home = join(tempFolder(), 'home');
  mkdirSync(home);
  for (const name of names) writeFileSync(join(home, name), '');
  chmodSync(home, mode);
  return home;
}

function makeFolder(path: string, mode: number): void {
  mkdirSync(path);
  chmodSync(path, mode);
}

function makeVictim(): string {
  const path = join(tempFolder(), 'victim');
  write(path, 'dear to somebody', 0o644);
  return path;
}

function write(path: string, text: string, mode: number): void {
  writeFileSync(path, text);
  chmodSync(path, mode);
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('given'));
}
