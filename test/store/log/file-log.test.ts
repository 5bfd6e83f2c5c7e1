import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HoldfastError } from '../../../src/model/error.ts';
import { openFileLog } from '../../../src/store/log/file-log.ts';
import { tempFolder } from '../../temp-folder.ts';

describe('a log in a file', () => {
  it('has one line an entry: when, which process, how grave, what, and why', () => {
    const path = join(tempFolder(), 'home', 'holdfast.log');
    const log = openFileLog(path);
    log.info('started');
    log.warn('two\nlines', new HoldfastError('store_busy', 'It is locked.', { cause: new Error('SQLITE_BUSY') }));
    log.warn('odd', 'just a text');
    expect(readFileSync(path, 'utf8').split('\n')).toEqual([
      expect.stringMatching(new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z ${process.pid} info started$`)),
      expect.stringMatching(/ warn two \| lines: It is locked\. \(SQLITE_BUSY\)$/),
      expect.stringMatching(/ warn odd: just a text$/),
      '',
    ]);
  });

  it('is for its owner alone', () => {
    const path = join(tempFolder(), 'home', 'holdfast.log');
    openFileLog(path).info('started');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  it('is bounded: two files of a given size, however much is written and however long the entries', () => {
    const folder = tempFolder();
    const log = openFileLog(join(folder, 'holdfast.log'), 5000);
    for (let i = 0; i < 50; i += 1) log.warn(`entry ${i} ${'x'.repeat(i * 1000)}`);
    expect(readdirSync(folder)).toEqual(['holdfast.log', 'holdfast.log.1']);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).size).toBeLessThan(5000);
    expect(readFileSync(join(folder, 'holdfast.log'), 'utf8')).toContain('entry 49');
  });

  it('never throws, wherever it is', () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    const loop = new Error('in a loop');
    loop.cause = loop;
    expect(() => openFileLog(join(file, 'holdfast.log')).warn('lost', loop)).not.toThrow();
    expect(() => openFileLog(join(tempFolder(), 'holdfast.log')).warn('lost', Object.create(null))).not.toThrow();
  });
});
