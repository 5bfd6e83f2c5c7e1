import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resemblance } from '../../src/index/resemblance.ts';

describe('a word looks like the one asked for', () => {
  it.each([
    ['ensureworkerstrated', 'ensureworkerstarted'],
    ['ensureworkerstarte', 'ensureworkerstarted'],
    ['ensuerworkerstrated', 'ensureworkerstarted'],
    ['orkersta', 'ensureworkerstarted'],
    ['serach', 'search'],
    ['authentcation', 'authentication'],
    ['authenttication', 'authentication'],
    ['authentifation', 'authentication'],
    ['hashedpassword', 'hashpassword'],
    ['worker', 'coworkers'],
  ])('%s: %s', (asked, word) => {
    expect(resemblance(asked, word)).toBeGreaterThan(0);
  });

  it.each([
    ['search', 'search'],
    ['port', 'import'],
    ['react', 'reach'],
    ['stand', 'understand'],
    ['rework', 'network'],
    ['verification', 'notification'],
    ['connection', 'convention'],
    ['media', 'immediate'],
    ['router', 'trivialdependentinitializerouterpath'],
    ['evolved', 'solved'],
    ['', 'anything'],
  ])('but not %s: %s', (asked, word) => {
    expect(resemblance(asked, word)).toBe(0);
  });

  it('the more, the less has to be changed or added', () => {
    const likeness = (...words: readonly string[]): number[] => words.map((word) => resemblance('ensureworkerstart', word));
    const sorted = likeness('ensureworkerstarts', 'ensureworkerstarted', 'ensureworkerstartedinthebackground');
    expect(sorted).toEqual(sorted.toSorted((a, b) => b - a));
    expect(resemblance('configuration', 'configuratoin')).toBeGreaterThan(resemblance('configuration', 'configurtaoin'));
  });

  it('to a degree between 0 and 1, for any two', () => {
    const word = fc.string({ maxLength: 64 });
    fc.assert(fc.property(word, word, (a, b) => resemblance(a, b) >= 0 && resemblance(a, b) < 1));
  });
});
