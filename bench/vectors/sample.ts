import { createRandom } from '../random.ts';
/** Dimensions of the vectors of the bench. */
export const DIMENSIONS = 256;
const IN_A_CLUSTER = 50;
// Of a member of a cluster against its centre, and of what all vectors have in common against a centre.
const NOISE = 0.5;
const COMMON = 0.5;

/**
 * Vectors of length 1 that lie like embeddings of texts: in clusters, most of their variance in few directions (the i-th has
 * i^-0.5 of the first), with a direction in common. The same seed gives the same ones; the first are the queries of the bench.
 */
export function* sampleVectors(count: number, seed = 1): Generator<Float32Array, void> {
  const normal = createNormal(seed);
  const spread = Float32Array.from({ length: DIMENSIONS }, (_, i) => (i + 1) ** -0.5);
  const draw = (): Float32Array => spread.map((width) => width * normal());
  const signs = draw().map(Math.sign);
  const common = draw();
  const centres = Array.from({ length: Math.max(1, Math.ceil(count / IN_A_CLUSTER)) }, draw);
  for (let i = 0; i < count; i += 1) {
    // Squared: some clusters are large.
    const centre = centres[Math.floor(Math.abs(normal() / 4) ** 2 * centres.length) % centres.length]!;
    const vector = draw().map((noise, at) => signs[at]! * (COMMON * common[at]! + centre[at]! + NOISE * noise));
    yield toUnit(rotate(vector));
  }
}

function createNormal(seed: number): () => number {
  // Two uniform numbers make two normal ones.
  const uniform = createRandom(seed);
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const number = spare;
      spare = undefined;
      return number;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

// A Walsh-Hadamard transform spreads each direction over all coordinates.
function rotate(vector: Float32Array): Float32Array {
  for (let half = 1; half < vector.length; half *= 2) {
    for (let i = 0; i < vector.length; i += 1) {
      if ((i & half) !== 0) continue;
      const [a, b] = [vector[i]!, vector[i + half]!];
      vector[i] = a + b;
      vector[i + half] = a - b;
    }
  }
  return vector;
}

function toUnit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, coordinate) => sum + coordinate * coordinate, 0));
  return vector.map((coordinate) => coordinate / length);
}
