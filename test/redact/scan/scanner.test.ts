import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../src/redact/rules.ts';
import { startScanner } from '../../../src/redact/scan/scanner.ts';

const hints = [...new Set(rules.flatMap((rule) => rule.hints).map((hint) => hint.toLowerCase()))];
const scan = startScanner(hints);

const escape = (hint: string) => hint.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

// The same with regular expressions, a longer hint before those with which it begins.
const anyHint = new RegExp(`(?=(${hints.toSorted().toReversed().map(escape).join('|')}))`, 'g');
const longWord = /[\w+/=~.%-]{20,}/g;
const hasDigits = (word: string) => /\d\D*\d\D*\d/.test(word);
const inLowerCase = (text: string) => text.replaceAll(/[A-Z]/g, (capital) => capital.toLowerCase());
const expected = (text: string) => ({
  hits: Array.from(inLowerCase(text).matchAll(anyHint), ({ index, 1: hint }) => ({ hint, at: index })),
  words: Array.from(text.matchAll(longWord), ({ index, 0: word }) => ({ start: index, end: index + word.length })).filter(
    ({ start, end }) => hasDigits(text.slice(start, end)),
  ),
});
const actual = (text: string) => {
  const { hits, words } = scan(text);
  return { hits, words: words.filter(({ start, end }) => hasDigits(text.slice(start, end))) };
};

const PIECE = 8192;
const inAnyCase = fc.constantFrom(...hints).chain((hint) => fc.constantFrom(hint, hint.toUpperCase(), hint.slice(0, -1), hint.slice(1)));
const words = fc.stringMatching(/^[\w+/=~.%-]{1,60}$/);
const others = fc.constantFrom(
  ' ',
  '\n',
  '\0',
  '`',
  '@',
  '[',
  '{',
  '^',
  '$',
  ':',
  'é',
  'ÿ',
  'Ā',
  'Ł',
  'İ',
  'K',
  '耀',
  '\uffff',
  '😀',
  '\ud800',
);
const texts = fc.array(fc.oneof(inAnyCase, words, others), { maxLength: 30 }).map((all) => all.join(''));

describe('startScanner', () => {
  it('finds what regular expressions find in any text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(actual(text)).toEqual(expected(text));
      }),
      { numRuns: 500 },
    );
  });

  it('finds it across the ends of the pieces that it looks at', () => {
    const before = fc
      .integer({ min: PIECE - 80, max: PIECE + 80 })
      .chain((length) => fc.constantFrom(' ', 'a', 'a1', ' k', 'é').map((run) => run.repeat(length).slice(0, length)));
    fc.assert(
      fc.property(before, texts, fc.integer({ min: 1, max: 3 }), (run, text, times) => {
        const whole = (run + text).repeat(times);
        expect(actual(whole)).toEqual(expected(whole));
      }),
      { numRuns: 50 },
    );
  });

  it('finds a word that is longer than several pieces', () => {
    const word = 'a1b2c3d4'.repeat(PIECE / 2);
    expect(scan(`x ${word} y`).words).toEqual([{ start: 2, end: 2 + word.length }]);
  });

  it.each([PIECE - 1, PIECE, PIECE + 1])('finds the last word of a text of %i characters', (length) => {
    expect(scan(`${' '.repeat(length - 24)}${'a1b2c3d4'.repeat(3)}`).words).toEqual([{ start: length - 24, end: length }]);
  });

  it('knows a hint at each place of a text that is nothing else', () => {
    expect(startScanner(['aaa', 'aaaa'])('A'.repeat(3 * PIECE)).hits).toHaveLength(3 * PIECE - 2);
  });

  it('forgets the text before', () => {
    scan(`password ${'a1'.repeat(100)}`);
    expect(scan('')).toEqual({ hits: [], words: [] });
    expect(scan('pass')).toEqual({ hits: [{ hint: 'pass', at: 0 }], words: [] });
  });

  it('has place for every hint of the rules', () => {
    expect(hints.filter((hint) => !/^[\x20-\x7e]{3,64}$/.test(hint))).toEqual([]);
  });
});
