import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Spool, Spooled } from '../../../src/ports/spool.ts';
import { openSpool } from '../../../src/store/spool/spool.ts';
import { sampleEvent } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';

describe('a spool', () => {
  it('gives back what waits, in order, and is empty then', async () => {
    const { spool } = makeSpool();
    for (const id of ['a', 'b', 'c']) expect(await spool.put(entry(id))).toBe(true);
    const given: Spooled[] = [];
    expect(await spool.drain(async (each) => void given.push(each))).toBe(3);
    expect(given).toEqual(['a', 'b', 'c'].map(entry));
    expect(await spool.size()).toEqual({ files: 0, bytes: 0 });
    expect(await spool.drain(refuse)).toBe(0);
  });

  it('that nothing was put into is no folder', async () => {
    const folder = join(tempFolder(), 'spool');
    const spool = openSpool(folder);
    expect(await spool.size()).toEqual({ files: 0, bytes: 0 });
    expect(await drain(spool)).toEqual([]);
    expect(() => statSync(folder)).toThrow('ENOENT');
  });

  it('is for its owner alone', async () => {
    const { spool, folder } = makeSpool();
    await spool.put(entry('a'));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, readdirSync(folder)[0]!)).mode & 0o777).toBe(0o600);
  });

  it('keeps everything when it cannot be stored, also what comes while it is tried', async () => {
    const { spool } = makeSpool();
    await spool.put(entry('a'));
    await spool.put(entry('b'));
    await expect(spool.drain((each) => (idOf(each) === 'b' ? refuse() : Promise.resolve()))).rejects.toThrow('busy');
    await spool.put(entry('c'));
    await expect(spool.drain(refuse)).rejects.toThrow('busy');
    await spool.put(entry('d'));
    expect(await drain(spool)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps what is put while it is drained', async () => {
    const { spool } = makeSpool();
    await spool.put(entry('a'));
    await spool.drain(async () => void (await spool.put(entry('b'))));
    expect(await drain(spool)).toEqual(['b']);
  });

  it('drained twice at once hands each call over once', async () => {
    const { spool } = makeSpool();
    for (const id of ['a', 'b']) await spool.put(entry(id));
    const both = await Promise.all([drain(spool), drain(spool)]);
    expect(both.flat()).toEqual(['a', 'b']);
  });

  it('is bounded: what is too much is refused, and taken again when there is room', async () => {
    const folder = join(tempFolder(), 'spool');
    const spool = openSpool(folder, 1000);
    const kept: boolean[] = [];
    for (let i = 0; i < 20; i += 1) kept.push(await spool.put(entry(`event-${i}`)));
    expect(kept.filter(Boolean).length).toBeGreaterThan(2);
    expect(kept.at(-1)).toBe(false);
    expect((await spool.size()).bytes).toBeLessThan(1500);
    await drain(spool);
    expect(await spool.put(entry('later'))).toBe(true);
  });

  it('refuses where it cannot write', async () => {
    const file = join(tempFolder(), 'spool');
    writeFileSync(file, '');
    expect(await openSpool(file).put(entry('a'))).toBe(false);
    expect(await openSpool(file).size()).toEqual({ files: 0, bytes: 0 });
  });

  it('loses a torn line only, not the one after it', async () => {
    const { spool, folder } = makeSpool();
    await spool.put(entry('a'));
    appendFileSync(join(folder, readdirSync(folder)[0]!), '\n{"agent":"test","call":{"session":"s","ev');
    await spool.put(entry('b'));
    expect(await drain(spool)).toEqual(['a', 'b']);
  });

  it('steps over lines that are something else', async () => {
    const { spool, folder } = makeSpool();
    await spool.put(entry('a'));
    appendFileSync(join(folder, readdirSync(folder)[0]!), '\nnull\n7\n{}\n{"agent":"test"}\n\n');
    expect(await drain(spool)).toEqual(['a']);
  });
});

describe('a spool of several processes', () => {
  it('holds the calls of all, whoever drains it, the older file first', async () => {
    const { spool, folder } = makeSpool();
    await Promise.all([end(start(folder, 'p1', 20)), end(start(folder, 'p2', 20))]);
    await spool.put(entry('own'));
    const given = await drain(spool);
    expect(given.toSorted()).toEqual(['own', ...ids('p1', 20), ...ids('p2', 20)].toSorted());
    expect(given.filter((id) => id.startsWith('p1'))).toEqual(ids('p1', 20));
    expect(given.at(-1)).toBe('own');
  });

  it('leaves the file of one that may be writing, until it is killed', async () => {
    const { spool, folder } = makeSpool();
    const child = start(folder, 'p1', 3, 'stay');
    await once(child.stdout!, 'data');
    expect(await drain(spool)).toEqual([]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await drain(spool)).toEqual(ids('p1', 3));
  });

  it('takes the file of a living process that has not written for a minute', async () => {
    const { spool, folder } = makeSpool();
    const child = start(folder, 'p1', 1, 'stay');
    await once(child.stdout!, 'data');
    const minuteAgo = new Date(Date.now() - 61_000);
    utimesSync(join(folder, readdirSync(folder)[0]!), minuteAgo, minuteAgo);
    expect(await drain(spool)).toEqual(['p1-0']);
  });

  it('takes up what one claimed that was killed meanwhile', async () => {
    const { spool, folder } = makeSpool();
    const child = start(folder, 'p1', 2);
    await end(child);
    const file = readdirSync(folder)[0]!;
    const text = readFileSync(join(folder, file));
    writeFileSync(join(folder, `${file}.claimed-${child.pid}-0123-4567`), text);
    expect((await drain(spool)).toSorted()).toEqual(['p1-0', 'p1-0', 'p1-1', 'p1-1']);
    expect(await spool.size()).toEqual({ files: 0, bytes: 0 });
  });
});

function makeSpool(): { spool: Spool; folder: string } {
  const folder = join(tempFolder(), 'spool');
  return { spool: openSpool(folder), folder };
}

function entry(id: string): Spooled {
  return { agent: 'test', call: { session: 's', cwd: '/work', events: [sampleEvent({ id })], settled: false } };
}

function idOf({ call }: Spooled): string {
  return call.events[0]!.id;
}

function ids(owner: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${owner}-${i}`);
}

async function drain(spool: Spool): Promise<string[]> {
  const given: string[] = [];
  await spool.drain(async (each) => void given.push(idOf(each)));
  return given;
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('busy'));
}

function start(folder: string, owner: string, count: number, then = ''): ChildProcess {
  const script = join(import.meta.dirname, 'fixtures', 'put.ts');
  const child = spawn(process.execPath, ['--no-warnings', script, folder, owner, String(count), then], {
    timeout: 15_000,
    killSignal: 'SIGKILL',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  await once(child, 'exit');
}
