import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../src/model/tokens.ts';

describe('estimateTokens', () => {
  it('takes four characters of Latin script for a token, and a beginning for a whole one', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('a')).toBe(1);
    expect(estimateTokens('abcd')).toBe(1);
    expect(estimateTokens('abcde')).toBe(2);
  });

  it('takes each character of Chinese, Japanese or Korean for a token', () => {
    expect(estimateTokens('修复登录')).toBe(4);
    expect(estimateTokens('로그인 abc')).toBe(4);
  });

  it('never falls when a text grows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(estimateTokens(a + b) >= estimateTokens(a)).toBe(true);
      }),
    );
  });
});
