import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRAM, hasAll, hashGrams, tabulate } from '../../../src/distill/sources/grams.ts';

const words = (from: string): fc.Arbitrary<string[]> => fc.array(fc.stringMatching(new RegExp(`^[${from}]{1,8}$`)), { maxLength: 60 });

describe('rows of words', () => {
  it('are found in the text they are from, wherever they stand', () => {
    fc.assert(
      fc.property(words('a-e'), fc.nat(60), (all, at) => {
        const table = tabulate(hashGrams(all));
        expect(hasAll(table, hashGrams(all.slice(at, at + GRAM + 2)))).toBe(true);
      }),
    );
  });

  it('of other words are not found, nor the same words in another order', () => {
    fc.assert(
      fc.property(words('a-e'), words('f-k'), (all, others) => {
        const table = tabulate(hashGrams(all));
        expect(hashGrams(others).filter((hash) => hasAll(table, [hash]))).toEqual([]);
      }),
    );
    const table = tabulate(hashGrams(['send', 'the', 'logs', 'to', 'me']));
    expect(hasAll(table, hashGrams(['send', 'the', 'logs', 'to']))).toBe(true);
    expect(hasAll(table, hashGrams(['to', 'logs', 'the', 'send']))).toBe(false);
    expect(hasAll(table, hashGrams(['send', 'the', 'logs', 'away']))).toBe(false);
  });

  it('of too few words are none', () => {
    expect(hashGrams(['send', 'the', 'logs'])).toEqual([]);
  });
});
