import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMs } from '../../fuzz/cpu-ms.ts';
import { hashShingle, isPartial, readShingles, sampleShingles, SHINGLE } from '../../../src/model/shingles/shingles.ts';

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const words = (least: number): fc.Arbitrary<string[]> => fc.array(word, { minLength: least, maxLength: 60 });

function shinglesOf(all: readonly string[]): readonly number[] {
  return Array.from({ length: Math.max(0, all.length - SHINGLE + 1) }, (_, at) => hashShingle(all.slice(at, at + SHINGLE))!);
}

describe('a sample of the shingles of a text', () => {
  it('holds of a sentence in it what it would hold of that alone', () => {
    fc.assert(
      fc.property(words(SHINGLE), words(0), words(0), (part, before, after) => {
        const whole = new Set(readShingles(sampleShingles([before, part, after].map((one) => one.join(' ')).join('. '))));
        const own = readShingles(sampleShingles(part.join(' ')));
        expect(own.filter((hash) => !whole.has(hash))).toEqual([]);
        expect(own.filter((hash) => !shinglesOf(part).includes(hash))).toEqual([]);
      }),
    );
  });

  it('is about a fourth of them, whatever the words', () => {
    const all = Array.from({ length: 4_000 }, (_, at) => `word${at}`);
    const sampled = readShingles(sampleShingles(all.join(' ')));
    expect(sampled.length / shinglesOf(all).length).toBeGreaterThan(0.22);
    expect(sampled.length / shinglesOf(all).length).toBeLessThan(0.28);
  });

  it('is bounded', () => {
    const all = Array.from({ length: 40_000 }, (_, at) => `w${at}`);
    for (const text of [all.join(' '), `<p>${all.join(' <br> ')}</p>`, all.join('. ')])
      expect(sampleShingles(text).length).toBeLessThan(44_000);
  });

  it('tells when it may not hold all that it should', () => {
    const short = (count: number): string =>
      Array.from({ length: count }, (_, at) => at.toString(36) + (at % 7 === 0 ? '.' : '')).join(' ');
    expect([100, 10_000, 40_000].map((count) => isPartial(sampleShingles(short(count))))).toEqual([false, false, true]);
  });

  it('takes no longer, and no more room, for what is not written like a page', () => {
    for (const text of ['\n', '\ufdfa', '<b>\ufdfa', '語<i>', 'a. ', '\\n', '\\', '1', '<a', 'x'].map((piece) =>
      piece.repeat(160_000 / piece.length),
    )) {
      const start = cpuMs();
      expect(sampleShingles(text).length).toBeLessThan(44_000);
      expect(cpuMs() - start).toBeLessThan(1_000);
    }
  });

  it('tells where the text has no end, in any script', () => {
    const lines = ['the same line of a log\n', 'одна и та же строка журнала\n', 'x'];
    expect(lines.map((line) => isPartial(sampleShingles(line.repeat(160_000 / line.length))))).toEqual([true, true, true]);
    expect(lines.map((line) => isPartial(sampleShingles(line.repeat(50_000 / line.length))))).toEqual([false, false, false]);
  });

  it('hears the lines of a text in JSON', () => {
    const lines = Array.from({ length: 50 }, (_, at) => `line${at} has a few words of its own`);
    const sampled = new Set(readShingles(sampleShingles(JSON.stringify({ text: lines.join('\n') }))));
    expect(lines.filter((line) => !sampled.has(hashShingle(line.split(' ').slice(0, SHINGLE))!)).length).toBeLessThanOrEqual(1);
  });

  it('holds the start of each sentence', () => {
    const sentences = Array.from({ length: 50 }, (_, at) => [`a${at}`, 'b', 'c', 'd', 'e', 'f', `g${at}`]);
    const sampled = new Set(readShingles(sampleShingles(sentences.map((sentence) => sentence.join(' ')).join('.\n'))));
    expect(sentences.filter((sentence) => !sampled.has(hashShingle(sentence.slice(0, SHINGLE))!))).toEqual([]);
  });

  it('hears through markup and marks', () => {
    const sentence = Array.from({ length: 40 }, (_, at) => `word${at}`);
    const plain = readShingles(sampleShingles(sentence.join(' ')));
    const shown = new Set(readShingles(sampleShingles(sentence.map((one, at) => `${at + 1}→<b>${one.toUpperCase()}</b>,\n`).join(''))));
    expect(plain.filter((hash) => !shown.has(hash))).toEqual([]);
  });

  it('of what has fewer words is empty, and a damaged one is read as far as it goes', () => {
    expect(sampleShingles('only five words are here')).toBe('');
    expect(readShingles('')).toEqual([]);
    fc.assert(
      fc.property(fc.string(), (sample) => {
        expect(readShingles(sample).length).toBeLessThanOrEqual(sample.length / 4);
      }),
    );
  });
});
