import { withoutMarkup, wordsOf } from '../compared-words.ts';
import { hashShingles } from './hash-shingles.ts';

/** So many words in a row are a shingle: nobody says that many by chance. */
export const SHINGLE = 6;
// Every fourth one by its hash, and no more than so many.
const MASK = 3;
const MOST = 8192;
// In UTF-16 code units: no more than fits is made into words.
const MOST_WORDS = 128 * 1024;
const SENTENCE_END = /[.!?:;]\s|[。！？：；\n]/u;

/**
 * A sample of the shingles of a text, with and without its markup: hashes of 32 bits, little-endian, in base64; a fourth of them, and
 * the first of each sentence, at most 32 KB, of the first 128 KB of words. It tells whether another text repeats this one, and not
 * what it says. Up to some 50 KB of text, whether a shingle is in a sample depends on nothing but its words and whether they begin a
 * sentence (Broder, "On the resemblance and containment of documents", 1997).
 */
export function sampleShingles(text: string): string {
  const bare = withoutMarkup(text);
  const hashes = bare === text ? pick(text) : concat(pick(text), pick(bare));
  const least = hashes
    .sort()
    .filter((hash, at) => hash !== hashes[at - 1])
    .subarray(0, MOST);
  return Buffer.from(least.buffer, 0, least.byteLength).toString('base64');
}

function pick(text: string): Uint32Array {
  const sentences: (readonly string[])[] = [];
  let room = MOST_WORDS;
  for (const sentence of text.split(SENTENCE_END)) {
    // A character may stand for eighteen: that is not how a page is written.
    const words = wordsOf(sentence.normalize('NFKC').slice(0, Math.min(room, 2 * sentence.length)));
    if (words.length > 0) sentences.push(words);
    room -= sentence.length + 1;
    if (room <= 0) break;
  }
  return hashShingles(sentences, MASK);
}

/** The hashes of a sample. One that is damaged has fewer. */
export function readShingles(sample: string): readonly number[] {
  const bytes = Buffer.from(sample, 'base64');
  return Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.readUInt32LE(4 * index));
}

/** Whether a text may have had more shingles than its sample could hold. */
export function isFull(sample: string): boolean {
  return sample.length >= (MOST * Uint32Array.BYTES_PER_ELEMENT * 4) / 3;
}

/** The hash of `SHINGLE` words in a row, as samples hold it. */
export function hashShingle(words: readonly string[]): number | undefined {
  return hashShingles([words], 0)[0];
}

function concat(first: Uint32Array, second: Uint32Array): Uint32Array {
  const both = new Uint32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
