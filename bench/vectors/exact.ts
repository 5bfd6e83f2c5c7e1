import { keepBest } from '../../src/store/sqlite/vector-scan/best.ts';
import { DIMENSIONS, sampleVectors } from './sample.ts';

/** The rows that are nearest to each of the first vectors among the others, by the vectors themselves. */
export function findNearest(count: number, queries: number, most: number): (readonly number[])[] {
  const asked: { readonly vector: Float32Array; readonly best: ReturnType<typeof keepBest> }[] = [];
  let row = -queries;
  for (const vector of sampleVectors(count + queries)) {
    row += 1;
    if (row <= 0) asked.push({ vector, best: keepBest(most) });
    else for (const { vector: query, best } of asked) best.offer(multiply(query, vector), row);
  }
  return asked.map(({ best }) => best.numbers());
}

function multiply(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < DIMENSIONS; i += 1) sum += a[i]! * b[i]!;
  return sum;
}
