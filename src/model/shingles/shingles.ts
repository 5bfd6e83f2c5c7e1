import { withoutMarkup, wordsOf } from '../compared-words.ts';
import { hashShingles, ROOM } from './hash-shingles.ts';

/** So many words in a row are a shingle: nobody says that many by chance. */
export const SHINGLE = 6;
// Every fourth one by its hash, and no more than so many.
const MASK = 3;
const MOST = 8192;
const SENTENCE_END = /[.!?:;]\s|[。！？：；\n]|\\{1,4}n/u;
// Ends a sample that does not stand for all of its text.
const PARTIAL = '…';

/**
 * A sample of the shingles of a text, with and without its markup: hashes of 32 bits, little-endian, in base64; a fourth of them, and
 * the first of each sentence, at most 32 KB, of the first 128 KB of words. It tells whether another text repeats this one, and not
 * what it says. Up to some 50 KB of text, whether a shingle is in a sample depends on nothing but its words and whether they begin a
 * sentence (Broder, "On the resemblance and containment of documents", 1997).
 */
export function sampleShingles(text: string): string {
  const bare = withoutMarkup(text);
  const picked = bare === text ? [pick(text)] : [pick(text), pick(bare)];
  const hashes = concat(picked.map((one) => one.hashes)).sort();
  const all = hashes.filter((hash, at) => hash !== hashes[at - 1]);
  const least = all.subarray(0, MOST);
  const sample = Buffer.from(least.buffer, 0, least.byteLength).toString('base64');
  return all.length > MOST || picked.some(({ isWhole }) => !isWhole) ? sample + PARTIAL : sample;
}

function pick(text: string): { readonly hashes: Uint32Array; readonly isWhole: boolean } {
  const sentences: (readonly string[])[] = [];
  let room = ROOM;
  for (const sentence of text.split(SENTENCE_END)) {
    // A character may stand for eighteen: that is not how a page is written.
    const words = wordsOf(sentence.normalize('NFKC').slice(0, Math.min(room, 2 * sentence.length)));
    if (words.length === 0) continue;
    sentences.push(words);
    room -= Buffer.byteLength(words.join(' ')) + 2;
    if (room < 0) break;
  }
  return { hashes: hashShingles(sentences, MASK), isWhole: room >= 0 };
}

/** Whether a sample does not stand for all of its text: there was too much of it. */
export function isPartial(sample: string): boolean {
  return sample.endsWith(PARTIAL);
}

/** The hashes of a sample. One that is damaged has fewer. */
export function readShingles(sample: string): readonly number[] {
  const bytes = Buffer.from(sample, 'base64');
  return Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.readUInt32LE(4 * index));
}

/** The hash of `SHINGLE` words in a row, as samples hold it. */
export function hashShingle(words: readonly string[]): number | undefined {
  return hashShingles([words], 0)[0];
}

function concat(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
