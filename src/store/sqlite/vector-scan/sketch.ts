/**
 * A sketch: a vector in 4 bits a coordinate, the first thing that is compared. Each coordinate is one of 16 levels, whose
 * distance is a third of what the coordinates are on average (root mean square); what lies beyond the outermost ones is rare.
 * 32 coordinates take 16 bytes: eight little-endian words, of which word `l` holds, from its lowest bits on, coordinates
 * `l`, `l + 8`, `l + 16` and `l + 24`. `scan.wat` reads them.
 */
const BLOCK = 32;
const LEVELS = 16;
const LEVELS_PER_RMS = 3;

/** What is taken from each level so that they lie around zero. */
export const MIDDLE: number = (LEVELS - 1) / 2;

/** Bytes of a sketch. */
export function sketchBytes(dimensions: number): number {
  return (Math.ceil(dimensions / BLOCK) * BLOCK) / 2;
}

/**
 * Writes the sketch of a vector of length 1 into zeroed bytes. Returns the scale that makes its product with itself 1, which
 * keeps products with its neighbours right on average; 0 for a vector of zeros.
 */
export function writeSketch(vector: Float32Array, into: Uint8Array): number {
  const step = 1 / Math.sqrt(vector.length) / LEVELS_PER_RMS;
  let product = 0;
  for (const [i, coordinate] of vector.entries()) {
    const level = Math.max(0, Math.min(LEVELS - 1, Math.floor(coordinate / step) + LEVELS / 2));
    product += coordinate * (level - MIDDLE);
    const [block, group, lane] = [Math.floor(i / BLOCK), (i % BLOCK) >> 3, i % 8];
    into[block * (BLOCK / 2) + lane * 2 + (group >> 1)]! |= level << ((group & 1) * 4);
  }
  return product === 0 ? 0 : 1 / product;
}
