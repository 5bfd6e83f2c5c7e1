/** A vector in 16 bits a coordinate, which tells neighbours apart as well as the original does. */
export interface Shorts {
  /** What a coordinate is multiplied by. */
  readonly scale: number;
  readonly coordinates: Int16Array;
}

const LARGEST = 32_767;

/** Rounds each coordinate to one of 65535 levels, the largest being the outermost. */
export function toShorts(vector: Float32Array): Shorts {
  const largest = vector.reduce((most, coordinate) => Math.max(most, Math.abs(coordinate)), 0);
  const scale = largest / LARGEST;
  return { scale, coordinates: Int16Array.from(vector, (coordinate) => (largest === 0 ? 0 : Math.round(coordinate / scale))) };
}

/** The product with a vector of as many coordinates. */
export function multiply({ scale, coordinates }: Shorts, vector: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i += 1) sum += coordinates[i]! * vector[i]!;
  return sum * scale;
}

/** The vector of the same direction and length 1. Zeros where it has no direction, or is no vector of numbers at all. */
export function toUnit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, coordinate) => sum + coordinate * coordinate, 0));
  return Number.isFinite(length) && length > 0 ? vector.map((coordinate) => coordinate / length) : new Float32Array(vector.length);
}
