import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Engine } from './engine.ts';
import { DIMENSIONS } from './sample.ts';

// Where libraries are installed that are no dependency of ours.
const FOLDER = process.env['HOLDFAST_BENCH_CANDIDATES'];

/** Whether a library is installed in the folder that HOLDFAST_BENCH_CANDIDATES names. */
export function isInstalled(name: string): boolean {
  return FOLDER !== undefined && existsSync(join(FOLDER, 'node_modules', name));
}

function load(name: string): unknown {
  return createRequire(join(FOLDER!, 'any.js'))(name);
}

/** The extension of SQLite; `type` and `convert` say how it keeps a coordinate. */
export function sqliteVec(type: 'float' | 'int8', convert: (vector: Float32Array) => Uint8Array): Engine {
  const open = (folder: string): DatabaseSync => {
    const db = new DatabaseSync(join(folder, 'vec.db'), { allowExtension: true });
    (load('sqlite-vec') as { load(db: DatabaseSync): void }).load(db);
    return db;
  };
  const value = type === 'int8' ? 'vec_int8(?)' : '?';
  return {
    async build(folder, vectors) {
      using db = open(folder);
      db.exec(
        `pragma journal_mode = wal; create virtual table vec using vec0(embedding ${type}[${DIMENSIONS}] distance_metric=cosine); begin`,
      );
      const insert = db.prepare(`insert into vec (rowid, embedding) values (cast(? as integer), ${value})`);
      let row = 0;
      for (const vector of vectors) insert.run((row += 1), convert(vector));
      db.exec('commit');
    },
    async open(folder) {
      const nearest = open(folder).prepare(`select rowid from vec where embedding match ${value} and k = ?`);
      return async (vector, count) => nearest.all(convert(vector), count).map(({ rowid }) => Number(rowid));
    },
  };
}

/** The graph index. */
export function usearch(quantization: 'f32' | 'i8'): Engine {
  const create = (): UsearchIndex => {
    const { Index, MetricKind, ScalarKind } = load('usearch') as Usearch;
    return new Index({
      metric: MetricKind.Cos,
      quantization: ScalarKind[quantization === 'i8' ? 'I8' : 'F32'],
      dimensions: DIMENSIONS,
      connectivity: 16,
    });
  };
  return {
    async build(folder, vectors) {
      const index = create();
      let row = 0n;
      for (const vector of vectors) index.add((row += 1n), vector);
      index.save(join(folder, 'index.usearch'));
    },
    async open(folder) {
      const index = create();
      index.load(join(folder, 'index.usearch'));
      return async (vector, count) => Array.from(index.search(vector, count, 1).keys, Number);
    },
  };
}

interface Usearch {
  readonly Index: new (options: object) => UsearchIndex;
  readonly MetricKind: Readonly<Record<string, unknown>>;
  readonly ScalarKind: Readonly<Record<string, unknown>>;
}

interface UsearchIndex {
  add(key: bigint, vector: Float32Array): void;
  save(path: string): void;
  load(path: string): void;
  search(vector: Float32Array, count: number, threads: number): { readonly keys: BigUint64Array };
}

/** 32 bits a coordinate, as they are. */
export function asFloats(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** 8 bits a coordinate, the outermost level at the largest. Cosines do not care for its scale. */
export function asBytes(vector: Float32Array): Uint8Array {
  const largest = vector.reduce((most, coordinate) => Math.max(most, Math.abs(coordinate)), 0);
  return new Uint8Array(Int8Array.from(vector, (coordinate) => Math.round((coordinate / largest) * 127)).buffer);
}
