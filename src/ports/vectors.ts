import type { Memory } from '../model/memory.ts';
import type { Query } from '../model/query.ts';

/** A memory and how near it is. */
export interface Near {
  readonly memory: Memory;
  /** The cosine of the angle between the two vectors: 1 for the same direction, 0 for nothing in common. */
  readonly score: number;
}

/** A vector of a memory as it was at `updatedAt`. */
export interface MemoryVector {
  /** Its number. */
  readonly memory: number;
  readonly updatedAt: number;
  /** Of any length above zero: its direction counts. Zeros are near to nothing. */
  readonly vector: Float32Array;
}

/**
 * Vectors of memories. `model` names all that makes vectors comparable (an embedder's `name`): those of different names, or
 * of different dimensions under one name, never meet.
 */
export interface Vectors {
  /** Memories that have no vector of this model, or one of an older text, newest first; forgotten ones never. */
  unembedded(model: string, limit: number): Promise<readonly Memory[]>;
  /**
   * Stores vectors in place of the memories' earlier ones. One of a memory that was forgotten or changed meanwhile is left out.
   * Where the model has other dimensions than before, its earlier vectors are to be made anew: `unembedded` gives their memories.
   */
  putVectors(model: string, entries: readonly MemoryVector[]): Promise<void>;
  /** The nearest memories, nearest first, filters applied as in `match`. None where the model has no vectors of these dimensions. */
  nearest(model: string, vector: Float32Array, query: Omit<Query, 'text' | 'order'>): Promise<readonly Near[]>;
  /** Drops the vectors of every other model, in small steps: for after a change of model, once the new vectors are there. */
  keepVectorsOf(model: string): Promise<void>;
}
