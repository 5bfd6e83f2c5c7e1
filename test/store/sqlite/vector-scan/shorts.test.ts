import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiply, toShorts, toUnit } from '../../../../src/store/sqlite/vector-scan/shorts.ts';
import { anyVector, cosine } from './any-vector.ts';

describe('a vector in 16 bits', () => {
  it('has the products of the original, to three parts in 100,000', () => {
    const pair = fc.integer({ min: 1, max: 300 }).chain((dimensions) => fc.tuple(anyVector(dimensions), anyVector(dimensions)));
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(Math.abs(multiply(toShorts(toUnit(a)), toUnit(b)) - cosine(a, b))).toBeLessThan(3e-5 * Math.sqrt(a.length));
      }),
    );
  });

  it('of zeros is zeros', () => {
    expect(toShorts(new Float32Array(3))).toEqual({ scale: 0, coordinates: new Int16Array(3) });
  });
});

describe('the unit vector', () => {
  it('of what has no direction is zeros', () => {
    for (const odd of [0, Number.NaN, Number.POSITIVE_INFINITY]) expect(toUnit(Float32Array.of(odd, odd))).toEqual(Float32Array.of(0, 0));
    expect(toUnit(Float32Array.of(0, -2))).toEqual(Float32Array.of(0, -1));
  });
});
