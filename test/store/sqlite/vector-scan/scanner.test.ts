import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chunk, clearSlot, emptyChunk, sketchAt } from '../../../../src/store/sqlite/vector-chunk.ts';
import type { Best } from '../../../../src/store/sqlite/vector-scan/best.ts';
import { startScanner } from '../../../../src/store/sqlite/vector-scan/scanner.ts';
import { toUnit } from '../../../../src/store/sqlite/vector-scan/shorts.ts';
import { MIDDLE, writeSketch } from '../../../../src/store/sqlite/vector-scan/sketch.ts';
import { anyVector, cosine } from './any-vector.ts';

const sample = fc
  .integer({ min: 1, max: 200 })
  .chain((dimensions) =>
    fc.record({ query: anyVector(dimensions), vectors: fc.array(anyVector(dimensions), { minLength: 1, maxLength: 16 }) }),
  );

describe('the scan', () => {
  it('gives what a plain multiplication of query and sketch does, but for the rounding of the query', () => {
    fc.assert(
      fc.property(sample, ({ query, vectors }) => {
        const chunk = chunkOf(vectors);
        const unit = toUnit(query);
        const largest = Math.max(...unit.map(Math.abs));
        for (const [number, score] of scan(chunk, unit)) {
          const levels = readLevels(sketchAt(chunk, number - 1), unit.length);
          const scale = chunk.scales[number - 1]!;
          const plain = levels.reduce((sum, level, i) => sum + level * unit[i]!, 0) * scale;
          const rounding = levels.reduce((sum, level) => sum + Math.abs(level), 0) * scale * (largest / 8191 / 2) + 1e-5;
          expect(Math.abs((score * largest) / 8191 - plain)).toBeLessThanOrEqual(rounding);
        }
      }),
    );
  });

  it('puts a vector before its opposite, and gives its product with itself as 1', () => {
    fc.assert(
      fc.property(sample, ({ query }) => {
        const scores = scan(chunkOf([query, query.map((n) => -n)]), toUnit(query));
        const largest = Math.max(...toUnit(query).map(Math.abs));
        expect((scores.get(1)! * largest) / 8191).toBeCloseTo(1, 2);
        expect(scores.get(2)!).toBeLessThan(0);
      }),
    );
  });

  it('is off by little, so that the nearest are among its best', () => {
    const vectors = fc.sample(anyVector(256), { numRuns: 16, seed: 1 });
    const unit = toUnit(vectors[0]!);
    const largest = Math.max(...unit.map(Math.abs));
    for (const [number, score] of scan(chunkOf(vectors), unit)) {
      expect((score * largest) / 8191).toBeCloseTo(cosine(unit, vectors[number - 1]!), 1);
    }
  });

  it('leaves out free slots and what is not wanted', () => {
    const chunk = chunkOf(Array.from({ length: 4 }, () => Float32Array.of(1, 0)));
    clearSlot(chunk, 1);
    expect([...scan(chunk, Float32Array.of(1, 0)).keys()]).toEqual([1, 3, 4]);
    expect([...scan(chunk, Float32Array.of(1, 0), new Set([2, 4])).keys()]).toEqual([4]);
  });
});

function chunkOf(vectors: readonly Float32Array[]): Chunk {
  const chunk = emptyChunk(vectors[0]!.length);
  for (const [slot, vector] of vectors.entries()) {
    chunk.numbers[slot] = slot + 1;
    chunk.scales[slot] = writeSketch(toUnit(vector), sketchAt(chunk, slot));
  }
  return chunk;
}

function scan(chunk: Chunk, query: Float32Array, wanted?: ReadonlySet<number>): Map<number, number> {
  const scores = new Map<number, number>();
  const all: Best = { floor: () => Number.NEGATIVE_INFINITY, offer: (score, number) => void scores.set(number, score), numbers: () => [] };
  const read = (): { id: number; version: number; bytes: Uint8Array<ArrayBuffer> } => ({ id: 1, version: 1, bytes: chunk.bytes.slice() });
  startScanner(query.length, 1).scan([{ id: 1, version: 1 }], read, query, all, wanted);
  return scores;
}

// As the layout is described, told anew.
function readLevels(sketch: Uint8Array, dimensions: number): number[] {
  return Array.from({ length: dimensions }, (_, i) => {
    const word = (i >> 5) * 8 + (i & 7);
    const bits = sketch[2 * word]! | (sketch[2 * word + 1]! << 8);
    return ((bits >> (4 * ((i >> 3) & 3))) & 15) - MIDDLE;
  });
}
