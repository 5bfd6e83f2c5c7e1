import fc from 'fast-check';

/** A vector with a direction. */
export function anyVector(dimensions: number): fc.Arbitrary<Float32Array> {
  const coordinate = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 7);
  return fc
    .array(coordinate, { minLength: dimensions, maxLength: dimensions })
    .filter((coordinates) => coordinates.some((n) => n !== 0))
    .map((coordinates) => Float32Array.from(coordinates));
}

/** The cosine of two vectors, in 64 bits. */
export function cosine(a: Float32Array, b: Float32Array): number {
  const product = (x: Float32Array, y: Float32Array): number => x.reduce((sum, n, i) => sum + n * y[i]!, 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}
