import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '../../src/model/limits.ts';

const bounds = fc.record({ head: fc.nat({ max: 20 }), tail: fc.nat({ max: 20 }) });

describe('cut', () => {
  it('returns a text that fits its bound as it is', () => {
    expect(cut('abcdef', { head: 4, tail: 2 })).toBe('abcdef');
  });

  it('keeps the start and the end of a longer one and says how much is missing', () => {
    expect(cut('abcdefghij', { head: 4, tail: 2 })).toBe('abcd\n[… 4 characters cut …]\nij');
  });

  it('cuts before a pair of surrogates rather than through it', () => {
    expect(cut('abc😀defgh😀ij', { head: 4, tail: 3 })).toBe('abc\n[… 9 characters cut …]\nij');
  });

  it('accounts for every character: what is kept and what is counted make the whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 41, maxLength: 200 }), bounds, (text, bound) => {
        const [, head, missing, tail] = /^(.*)\n\[… (\d+) characters cut …\]\n(.*)$/s.exec(cut(text, bound))!;
        expect(text.startsWith(head!)).toBe(true);
        expect(text.endsWith(tail!)).toBe(true);
        expect(head!.length + Number(missing) + tail!.length).toBe(text.length);
        expect(head!.length).toBeLessThanOrEqual(bound.head);
        expect(tail!.length).toBeLessThanOrEqual(bound.tail);
      }),
    );
  });

  it('never makes a lone surrogate', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), bounds, (text, bound) => {
        expect(cut(text, bound).isWellFormed()).toBe(true);
      }),
    );
  });
});
