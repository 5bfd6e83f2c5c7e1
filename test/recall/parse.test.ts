import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/recall/parse.ts';
import { sharedData } from '../shared-data.ts';
import { openTermIndex } from './term-index.ts';

const index = openTermIndex();
afterAll(() => index[Symbol.dispose]());

// Whether a text is found by a query, among texts that have nothing to do with it.
function finds(query: string, text: string): boolean {
  index.fill('something else altogether', text);
  return index.find(parseQuery(query).terms).includes(1);
}

function phrases(query: string): string[] {
  return parseQuery(query).terms.any.map((phrase) => phrase.join(' '));
}

function isFoundByItself(text: string): boolean {
  return parseQuery(text).terms.any.length === 0 || finds(text, text);
}

describe('parseQuery finds', () => {
  it.each([
    ['ensure worker', 'calls ensureWorkerStarted() first'],
    ['workers starting', 'calls ensureWorkerStarted() first'],
    ['ensure_worker_started', 'calls ensureWorkerStarted() first'],
    ['ensureWorkerStarted', 'calls ensure_worker_started() first'],
    ['EnsureWorkerStarted', 'see ensure-worker-started'],
    ['ensureworkerstarted', 'see ensure-worker-started'],
    ['filename', 'getFileNameFromPath'],
    ['fileName', 'the filename is wrong'],
    ['reuse port', 'set SO_REUSEPORT'],
    ['so_reuse_port', 'set SO_REUSEPORT'],
    ['log in', 'the login page'],
    ['is valid', 'if (isValid) return'],
    ['how to log in', 'the login page'],
    ['checkpoint-branch', 'the checkpoint branch'],
    ['login.ts', 'changed src/auth/login.ts'],
    ['src/auth/login.ts', 'changed src/auth/login.ts'],
    ['auth/login', 'changed src/auth/login.ts'],
    ['/home/me/app/src/auth/login.ts', 'changed src/auth/login.ts'],
    ['src\\auth\\login.ts:120', 'changed src/auth/login.ts:120'],
    ['loginHandler.ts', 'in src/auth/login_handler.ts'],
    ['EADDRINUSE', 'listen EADDRINUSE: address already in use'],
    ['E0308', 'error[E0308]: mismatched types'],
    ['--no-verify', 'git commit --no-verify'],
    ['no verify', 'git commit --no-verify'],
    ['2.1.330', 'claude 2.1.330 is out'],
    ['v2.1.330', 'claude 2.1.330 is out'],
    ['2.1.330', 'tag v2.1.330'],
    ['utf8', 'UTF-8 text'],
    ['userID', 'a list of userIDs'],
    ['漏洞', '修复login漏洞的问题'],
    ['login', '修复login漏洞的问题'],
    ['修复登录页面的漏洞', '登录页面已经修复'],
    ['로그인', '로그인을 고쳤다'],
    ['ไทย', 'ภาษาไทย'],
    ['full', 'ｆｕｌｌ'],
    ['ｆｕｌｌ', 'full'],
    ['café', 'the cafe'],
    ['cafe\u0301', 'the CAF\u00c9'],
    ['й', 'и\u0306'],
    ['ok', 'all 🫠ok'],
    ['"worker started"', 'the worker started again'],
    ['"修复login漏洞"', '昨天修复login漏洞了'],
    ['"two 🫠 words"', 'two 🫠 words'],
    ['"École ouverte"', "l'École ouverte"],
    ['"two ｆｕｌｌ"', 'two ｆｕｌｌ'],
    ['"東京 tower 大阪"', '東京 tower 大阪'],
    ['session-based', 'the session'],
  ])('by %j: %s', (query, text) => {
    expect(finds(query, text)).toBe(true);
  });

  it.each([
    ['port', 'import it'],
    ['worker', 'a workaround'],
    ['2.1.330', 'version 2.1.33 and 330 more'],
    ['2.1.330', 'version 7.1.330'],
    ['漏洞を修复しました', '今日は晴れました'],
    ['"worker started"', 'started the worker'],
    ['"worker started" again', 'again and again'],
    ['"修复漏洞"', '修复login漏洞'],
  ])('nothing by %j in: %s', (query, text) => {
    expect(finds(query, text)).toBe(false);
  });

  it('first what says it in full', () => {
    const texts = ['the worker', 'a path to src/auth', 'ensureWorkerStarted in src/auth/login.ts', 'ensure it'];
    index.fill(...texts);
    expect(index.find(parseQuery('ensure worker started').terms)[0]).toBe(2);
    expect(index.find(parseQuery('auth/login.ts').terms)[0]).toBe(2);
  });
});

describe('parseQuery', () => {
  it('leaves out stop words unless there is nothing else', () => {
    expect(phrases('how do I test it when there is no network')).toEqual(['test', 'network']);
    expect(phrases('to be')).toContain('be');
  });

  it('gives no terms for a text without letters and digits', () => {
    expect(parseQuery('').terms).toEqual({ any: [], required: [] });
    expect(parseQuery(' "" *^:() -- \u0000 \ud800 ').terms).toEqual({ any: [], required: [] });
  });

  it('takes operators for words and signs for nothing', () => {
    expect(phrases('-foo')).toEqual(['foo']);
    expect(phrases('^foo* OR: (bar)')).toEqual(['foo', 'bar']);
    expect(parseQuery('a NEAR b NOT c').terms.required).toEqual([]);
  });

  it('requires what is quoted, and offers it as an alternative as well', () => {
    const { terms } = parseQuery('why “the old one” failed');
    expect(terms.required).toEqual([['the', 'old', 'one']]);
    expect(terms.any).toContainEqual(['the', 'old', 'one']);
    expect(terms.any).toContainEqual(['failed']);
  });

  it('requires nothing of pasted JSON', () => {
    expect(parseQuery('{"a": "b", "c": "d", "e": "f"}').terms.required).toEqual([]);
  });

  it('tells the words that were asked for', () => {
    expect(parseQuery('How did ensureWorkerStarted break src/Auth/login.ts in the worker? worker').words).toEqual([
      'ensureworkerstarted',
      'break',
      'src/auth/login.ts',
      'worker',
    ]);
  });

  it('takes a path for what any shorter or longer one may mean', () => {
    expect(phrases('src/auth/login.ts')).toEqual(['src auth login ts', 'auth login ts', 'login ts', 'login']);
  });

  it('does not look for a whole sentence without spaces word for word', () => {
    expect(phrases('修复漏洞')).toEqual(['修复 复漏 漏洞', '修复', '复漏', '漏洞']);
    expect(phrases('请帮我修复登录页面的漏洞并且更新相关测试和文档').every((phrase) => phrase.length === 2)).toBe(true);
  });

  it('keeps the names of a huge query, and no more than 64 alternatives', () => {
    const letter = (i: number): string => 'abcdefghij'[Math.floor(i) % 10]!;
    const prose = Array.from({ length: 5000 }, (_, i) => `implementation${letter(i)}${letter(i / 10)}${letter(i / 100)}`);
    const found = phrases(`${prose.join(' ')} E0308 in ensureWorkerStarted`);
    expect(found.length).toBeLessThanOrEqual(64);
    expect(found).toEqual(expect.arrayContaining(['ensure worker started', 'e0308']));
  });

  it('never gives anything but letters and digits, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { any, required } = parseQuery(text).terms;
        return [...any, ...required].every((phrase) => phrase.length > 0 && phrase.every((term) => /^[\p{L}\p{N}]+$/u.test(term)));
      }),
    );
  });

  it('takes linear time for a hostile text', () => {
    const start = performance.now();
    for (const piece of ['a.', '"', '"a" ', 'aB/', '漢', 'a:/@.', '-']) parseQuery(piece.repeat(1_000_000 / piece.length));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('any text is found by itself', () => {
  const pieces = fc.constantFrom(
    'a',
    'B',
    'fooBar',
    '1',
    '２',
    '_',
    '-',
    '.',
    '/',
    ' ',
    '"',
    '“',
    '漢',
    '東京',
    'か\u3099',
    'e\u0301',
    'É',
    '🫠',
    '\u200d',
    'ไท',
    '\u0e31',
    'Й',
    'ﬃ',
    '½',
    '\n',
    'AND',
    'v2',
    '\u0000',
  );

  it('when it is put together from pieces of names, scripts and signs', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        expect(isFoundByItself(parts.join(''))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['binary', 'grapheme', 'grapheme-composite', 'binary-ascii'] as const)('when it is arbitrary (%s)', (unit) => {
    fc.assert(fc.property(fc.string({ unit, maxLength: 60 }), isFoundByItself), { numRuns: 500 });
  });

  const path = sharedData('torture/blns/blns.json');
  it.skipIf(path === undefined)('when it is one of the naughty strings, which are all parsed without an error', () => {
    const strings = JSON.parse(readFileSync(path!, 'utf8')) as string[];
    const lost = strings.filter((text) => /[\p{L}\p{N}]/u.test(text) && (parseQuery(text).terms.any.length === 0 || !finds(text, text)));
    expect(strings.length).toBeGreaterThan(400);
    expect(lost).toEqual([]);
  });
});
