/** Something that finds the nearest of many vectors. Rows are numbered from 1 in the order of `sampleVectors`. */
export interface Engine {
  /** Writes what `open` needs into the folder. */
  build(folder: string, vectors: Iterable<Float32Array>): Promise<void>;
  /** Opens what was built, as a new process would for its first query. */
  open(folder: string): Promise<Ask>;
}

/** Finds the rows nearest to a vector, nearest first. */
export type Ask = (vector: Float32Array, count: number) => Promise<readonly number[]>;
