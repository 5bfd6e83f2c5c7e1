import { mostChunkBytes, MOST_SLOTS, viewChunk } from '../vector-chunk.ts';
import type { Best } from './best.ts';
import { type ChunkVersion, openFrames, type ReadChunk } from './frames.ts';
import { startScan } from './program.ts';
import { MIDDLE, sketchBytes } from './sketch.ts';

/** Compares a query with sketches, which it keeps in memory. */
export interface Scanner {
  readonly dimensions: number;
  /**
   * Offers every memory of these chunks with how near its sketch is to a query of length 1; higher is nearer. Scores are
   * comparable within one call only. Where only some memories are wanted, the others are left out.
   */
  scan(chunks: readonly ChunkVersion[], read: ReadChunk, query: Float32Array, best: Best, wanted?: ReadonlySet<number>): void;
}

// The query's largest coordinate: sums over thousands of coordinates stay within 32 bits.
const QUERY_LEVELS = 8191;

/** Makes ready to scan chunks of vectors of so many dimensions. At most `keepBytes` of them are kept, but one at least. */
export function startScanner(dimensions: number, keepBytes: number): Scanner {
  const { memory, scan } = startScan();
  const width = sketchBytes(dimensions);
  const scoresAt = 2 * width * Int16Array.BYTES_PER_ELEMENT;
  const frameBytes = mostChunkBytes(dimensions);
  const framesAt = scoresAt + MOST_SLOTS * Float32Array.BYTES_PER_ELEMENT;
  const frames = openFrames(memory, framesAt, frameBytes, Math.max(1, Math.floor(keepBytes / frameBytes)));
  memory.grow(Math.ceil(framesAt / 65_536));
  return {
    dimensions,
    scan(chunks, read, query, best, wanted) {
      const levels = toLevels(query);
      new Int16Array(memory.buffer, 0, 2 * width).fill(0).set(levels);
      const middle = MIDDLE * levels.reduce((sum, level) => sum + level, 0);
      frames.visit(chunks, read, ({ at, length }) => {
        const chunk = viewChunk(new Uint8Array(memory.buffer, at, length), dimensions);
        scan(0, chunk.sketches.byteOffset, chunk.scales.byteOffset, scoresAt, chunk.slots, width, middle);
        offerAll(chunk.numbers, new Float32Array(memory.buffer, scoresAt, chunk.slots), best, wanted);
      });
    },
  };
}

function toLevels(query: Float32Array): Int16Array {
  const largest = query.reduce((most, coordinate) => Math.max(most, Math.abs(coordinate)), 0);
  return Int16Array.from(query, (coordinate) => (largest === 0 ? 0 : Math.round((coordinate / largest) * QUERY_LEVELS)));
}

function offerAll(numbers: Uint32Array, scores: Float32Array, best: Best, wanted: ReadonlySet<number> | undefined): void {
  let floor = best.floor();
  for (let slot = 0; slot < scores.length; slot += 1) {
    const score = scores[slot]!;
    if (score <= floor) continue;
    const number = numbers[slot]!;
    if (number === 0 || wanted?.has(number) === false) continue;
    best.offer(score, number);
    floor = best.floor();
  }
}
