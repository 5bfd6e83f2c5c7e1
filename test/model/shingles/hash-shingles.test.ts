import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashShingles } from '../../../src/model/shingles/hash-shingles.ts';

const PRIME = 0x01000193;
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ß', '語', '\u{1f642}'), minLength: 1, maxLength: 4 });

it('the hashes of shingles are those of the definition, of any words and mask', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(word, { minLength: 6, maxLength: 20 }), { maxLength: 4 }),
      fc.constantFrom(0, 1, 3),
      (sentences, mask) => {
        const words = sentences.flat();
        const starts = new Set(sentences.map((_, index) => sentences.slice(0, index).flat().length));
        const all = words.slice(5).map((_, at) => ({ at, hash: hashOf(words.slice(at, at + 6)) }));
        const expected = all.filter(({ at, hash }) => starts.has(at) || (hash & mask) === 0);
        expect([...hashShingles(sentences, mask)]).toEqual(expected.map(({ hash }) => hash));
      },
    ),
  );
});

it('of a short sentence there is no hash of its own', () => {
  const [short, long] = [
    ['a', 'b'],
    ['c', 'd', 'e', 'f', 'g', 'h'],
  ];
  expect([...hashShingles([short, long], 0xffff_ffff)]).toEqual([hashOf(long)]);
  expect(hashShingles([short], 0)).toHaveLength(0);
});

it('of more words than there is room for the first are hashed', () => {
  const hashes = hashShingles([Array.from({ length: 100_000 }, () => 'a')], 0);
  expect(hashes).toHaveLength(65_536 - 5);
  const giant = (length: number): Uint32Array => hashShingles([['x'.repeat(length), 'a', 'a', 'a', 'a', 'a', 'a']], 0);
  expect(giant(200_000)).toEqual(giant(64));
  expect(hashShingles([['a', 'a', 'a', 'a', 'a', 'a']], 0)[0]).toBe(hashes.at(-1));
});

function hashOf(words: readonly string[]): number {
  const rolled = words.reduce((hash, one) => (Math.imul(hash, PRIME) + fnv(one)) | 0, 0);
  const once = Math.imul(rolled ^ (rolled >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}

function fnv(text: string): number {
  return Buffer.from(text).reduce((hash, byte) => Math.imul(hash ^ byte, PRIME), 0x811c9dc5);
}
