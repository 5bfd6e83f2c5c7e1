import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexTerms } from '../../src/index/terms.ts';

function lines(text: string): string[] {
  return indexTerms(text).split('\n');
}

describe('indexTerms', () => {
  it('gives the parts of a camelCase name, and its neighbouring parts as one word', () => {
    expect(lines('ensureWorkerStarted')).toEqual(['ensure worker started', 'ensureworker workerstarted']);
  });

  it('gives a name of several words as one word', () => {
    expect(lines('SO_REUSEPORT')).toEqual(['soreuseport']);
    expect(lines('--no-verify')).toEqual(['noverify']);
    expect(lines('utf-8')).toEqual(['utf8']);
  });

  it('adds nothing to what the full-text index finds by itself', () => {
    expect(indexTerms('The login failed in src/auth/login.ts with EADDRINUSE, version 2.1.330 of 2026-01-22.')).toBe('');
  });

  it('gives pairs of characters for scripts without spaces, and words that stand in them', () => {
    expect(lines('修复login漏洞，用')).toEqual(['修复', 'login', '漏洞', '用']);
    expect(lines('東京都に')).toEqual(['東京 京都 都に']);
    expect(lines('로그인을')).toEqual(['로그 그인 인을']);
    expect(lines('ภาษาไทย')).toEqual(['ภา าษ ษา าไ ไท ทย']);
  });

  it('gives words in the spelling that a query has', () => {
    expect(lines('ｆｕｌｌ')).toEqual(['full']);
    expect(lines('cafe\u0301')).toEqual(['caf\u00e9']);
    expect(lines('🫠new')).toEqual(['new']);
  });

  it('says the same thing once', () => {
    expect(lines('fooBar fooBar foo_bar foo-bar')).toEqual(['foo bar', 'foobar']);
  });

  it('does not take apart hashes and ids', () => {
    expect(indexTerms('4d5c201b809ff4064a768020a6aee0f915f7bab1 01AbC9dEfGhIjKl3')).toBe('');
  });

  it('gives nothing for nothing', () => {
    expect(indexTerms('')).toBe('');
    expect(indexTerms(' \u0000 -- _ .. \ud800 ')).toBe('');
  });

  it('gives terms of letters and digits only, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(/^[\p{L}\p{N} \n]*$/u.test(indexTerms(text))).toBe(true);
      }),
    );
  });

  it.each([
    ['names', (i: number) => `name${i}Of_thing${i} `],
    ['one run of an unspaced script', (i: number) => String.fromCodePoint(0x4e00 + (i % 20_000))],
    ['words that need another spelling', (i: number) => `É${i} `],
  ])('keeps a bounded number of terms of a megabyte of %s', (_, piece) => {
    let text = '';
    for (let i = 0; text.length < 1_000_000; i += 1) text += piece(i);
    expect(indexTerms(text).split(/\s/).length).toBeLessThanOrEqual(40_000);
  });

  it.each(['aB_', 'aB', '-a', '漢a', '🫠a', 'a\u0301', '\u0301', '٣-', '_', '<a '])('takes linear time for a megabyte of %j', (piece) => {
    const short = time(() => indexTerms(piece.repeat(100_000 / piece.length)));
    const long = time(() => indexTerms(piece.repeat(1_000_000 / piece.length)));
    expect(long).toBeLessThan(1000 + short * 40);
  });
});

function time(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
