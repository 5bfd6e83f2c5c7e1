import { HoldfastError } from '../../model/error.ts';

/** Brings a vector to unit length, in place; zeros stay zeros. Throws `embed_failed` where a number is not finite. */
export function toUnit(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  if (!Number.isFinite(sum)) throw new HoldfastError('embed_failed', 'The embedding model answered with numbers that are not finite.');
  const length = Math.sqrt(sum);
  if (length > 0) for (let at = 0; at < vector.length; at++) vector[at] = vector[at]! / length;
  return vector;
}
