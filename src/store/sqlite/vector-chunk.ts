import { sketchBytes } from './vector-scan/sketch.ts';

/**
 * What is scanned of up to 1024 memories, in one piece of bytes: their numbers (32 bits each), the scales of their sketches
 * (32-bit floats), their sketches. Little-endian. A free slot has the number 0 and zeros everywhere.
 */
export interface Chunk {
  readonly dimensions: number;
  /** How many slots there are, free ones among them. */
  readonly slots: number;
  readonly numbers: Uint32Array;
  readonly scales: Float32Array;
  readonly sketches: Uint8Array;
  /** All of it. */
  readonly bytes: Uint8Array;
}

/** How many slots a chunk has at most. */
export const MOST_SLOTS = 1024;
const FIRST_SLOTS = 16;
const GROWTH = 4;
const HEAD = Uint32Array.BYTES_PER_ELEMENT + Float32Array.BYTES_PER_ELEMENT;

/** How large a chunk gets, in bytes. */
export function mostChunkBytes(dimensions: number): number {
  return MOST_SLOTS * (HEAD + sketchBytes(dimensions));
}

/** A chunk read from its bytes; changing one changes the other. */
export function viewChunk(bytes: Uint8Array, dimensions: number): Chunk {
  const slots = bytes.length / (HEAD + sketchBytes(dimensions));
  const { buffer, byteOffset } = bytes;
  return {
    dimensions,
    slots,
    numbers: new Uint32Array(buffer, byteOffset, slots),
    scales: new Float32Array(buffer, byteOffset + slots * Uint32Array.BYTES_PER_ELEMENT, slots),
    sketches: bytes.subarray(slots * HEAD),
    bytes,
  };
}

/** A chunk without a memory. It starts small: many projects have few. */
export function emptyChunk(dimensions: number, slots: number = FIRST_SLOTS): Chunk {
  return viewChunk(new Uint8Array(slots * (HEAD + sketchBytes(dimensions))), dimensions);
}

/** The same chunk with more room. */
export function growChunk(chunk: Chunk): Chunk {
  const larger = emptyChunk(chunk.dimensions, Math.min(MOST_SLOTS, chunk.slots * GROWTH));
  larger.numbers.set(chunk.numbers);
  larger.scales.set(chunk.scales);
  larger.sketches.set(chunk.sketches);
  return larger;
}

/** The sketch in a slot, to read or to write. */
export function sketchAt({ sketches, dimensions }: Chunk, slot: number): Uint8Array {
  const width = sketchBytes(dimensions);
  return sketches.subarray(slot * width, (slot + 1) * width);
}

/** Overwrites a slot with zeros. */
export function clearSlot(chunk: Chunk, slot: number): void {
  chunk.numbers[slot] = 0;
  chunk.scales[slot] = 0;
  sketchAt(chunk, slot).fill(0);
}
