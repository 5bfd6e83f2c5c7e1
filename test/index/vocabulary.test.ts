import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vocabularyWord, vocabularyWords } from '../../src/index/vocabulary.ts';
import { anyText } from '../any-text.ts';

describe('vocabularyWords', () => {
  it.each([
    ['ensureWorkerStarted', ['ensure', 'worker', 'started', 'ensureworkerstarted']],
    ['ENSURE_WORKER', ['ensure', 'worker', 'ensureworker']],
    ['--no-verify', ['verify', 'noverify']],
    ['src/auth/login.ts', ['auth', 'login']],
    ['the fix of the Café at 10:30', ['café']],
    ['EADDRINUSE on 8080 in 2026', ['eaddrinuse']],
    ['utf-8', ['utf8']],
    ['修复login漏洞', ['login']],
    ['login Login LOGIN', ['login']],
    ['\u{11a00}έ0', []],
    [`${'x'.repeat(64)} ${'y'.repeat(65)}`, ['x'.repeat(64)]],
    ['', []],
  ])('of %j', (text, words) => {
    expect(vocabularyWords(text)).toEqual(words);
  });

  it('gives words that are terms of the index, for any text', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 200 }), (text) => {
        const words = vocabularyWords(text);
        expect(new Set(words).size).toBe(words.length);
        expect(words.filter((word) => !/^[\p{L}\p{N}]{4,64}$/u.test(word))).toEqual([]);
      }),
    );
  });

  it('is bounded', () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `word${i}`).join(' ');
    expect(vocabularyWords(text)).toHaveLength(5000);
  });
});

describe('vocabularyWord', () => {
  it.each([
    ['ensureworkerstarted', 'ensureworkerstarted'],
    ['ensure_worker-started', 'ensureworkerstarted'],
    ['src/auth/login.ts', 'login'],
    ['serach.ts', 'serach'],
    ['8080', undefined],
    ['修复漏洞', undefined],
    ['ab', undefined],
    ['', undefined],
  ])('of %j', (asked, word) => {
    expect(vocabularyWord(asked)).toBe(word);
  });
});
