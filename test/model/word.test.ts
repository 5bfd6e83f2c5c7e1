import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, words } from '../../src/model/word.ts';

function texts(text: string): string[] {
  return Array.from(words(text), (word) => word.text);
}

describe('words', () => {
  it('finds runs of letters and digits, and what stands between them', () => {
    expect(Array.from(words('--no_verify, v2.1'), ({ gap, text }) => [gap, text])).toEqual([
      ['--', 'no'],
      ['_', 'verify'],
      [', ', 'v2'],
      ['.', '1'],
    ]);
  });

  it('separates scripts without spaces from the others', () => {
    expect(Array.from(words('修复login漏洞'), ({ text, unspaced }) => [text, unspaced])).toEqual([
      ['修复', true],
      ['login', false],
      ['漏洞', true],
    ]);
  });

  it('composes what can be written in two ways', () => {
    expect(texts('cafe\u0301 ｆｕｌｌ １２ ﾊﾟﾝ')).toEqual(['caf\u00e9', 'full', '12', 'パン']);
  });

  it('leaves out marks that do not compose', () => {
    expect(texts('x\u0336y כָּתַב')).toEqual(['xy', 'כתב']);
  });

  it('calls a word plain only where unicode61 sees the same one', () => {
    const plain = (text: string): boolean[] => Array.from(words(text), (word) => word.plain);
    expect(plain('Login, über → ok')).toEqual([true, true, true]);
    expect(plain('Über ｆｕｌｌ cafe\u0301')).toEqual([false, false, false]);
    expect(plain('🫠ok a漢')).toEqual([false, false, false]);
  });

  it('keeps every ASCII letter and digit of any text, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => {
        expect(texts(text).join('') === text.replace(/[^A-Za-z0-9]/g, '')).toBe(true);
      }),
    );
  });

  it('gives words without marks, spaces and signs for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(texts(text).every((word) => /^[\p{L}\p{N}]+$/u.test(word))).toBe(true);
      }),
    );
  });
});

describe('fold', () => {
  it('makes spellings equal that differ in case only', () => {
    expect(['LOGIN', 'Login', 'İstanbul'].map(fold)).toEqual(['login', 'login', 'istanbul']);
  });
});
