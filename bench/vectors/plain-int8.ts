import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepBest } from '../../src/store/sqlite/vector-scan/best.ts';
import type { Engine } from './engine.ts';
import { DIMENSIONS } from './sample.ts';

/** Plain JavaScript over 8 bits a coordinate with one scale a row, all in memory, nothing weighed again. */
export const plainInt8: Engine = {
  async build(folder, vectors) {
    const scales: number[] = [];
    const rows: Int8Array[] = [];
    for (const vector of vectors) {
      const scale = vector.reduce((most, coordinate) => Math.max(most, Math.abs(coordinate)), 0) / 127;
      scales.push(scale);
      rows.push(Int8Array.from(vector, (coordinate) => Math.round(coordinate / scale)));
    }
    writeFileSync(join(folder, 'scales.bin'), Float32Array.from(scales));
    writeFileSync(join(folder, 'rows.bin'), Buffer.concat(rows.map(({ buffer }) => new Uint8Array(buffer))));
  },
  async open(folder) {
    const scales = new Float32Array(new Uint8Array(readFileSync(join(folder, 'scales.bin'))).buffer);
    const rows = new Int8Array(readFileSync(join(folder, 'rows.bin')).buffer);
    return async (vector, count) => {
      const best = keepBest(count);
      for (let row = 0, at = 0; row < scales.length; row += 1) {
        let [a, b] = [0, 0];
        for (let i = 0; i < DIMENSIONS; i += 2, at += 2) {
          a += vector[i]! * rows[at]!;
          b += vector[i + 1]! * rows[at + 1]!;
        }
        best.offer((a + b) * scales[row]!, row + 1);
      }
      return best.numbers();
    };
  },
};
