import { describe, expect, it } from 'vitest';
import { bigrams } from '../../src/model/bigrams.ts';

describe('bigrams', () => {
  it('pairs each character with the next', () => {
    expect(bigrams('東京都')).toEqual(['東京', '京都']);
  });

  it('returns one character alone, and nothing for nothing', () => {
    expect(bigrams('猫')).toEqual(['猫']);
    expect(bigrams('')).toEqual([]);
  });

  it('takes characters outside the basic plane for one', () => {
    expect(bigrams('𠮷野家')).toEqual(['𠮷野', '野家']);
  });
});
