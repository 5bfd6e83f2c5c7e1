import { closeSync, openSync } from 'node:fs';
import { HoldfastError } from '../../../model/error.ts';
import { findNumbers } from './numbers.ts';
import { readInto, readTensors, type Tensor } from './safetensors.ts';

/** The vectors of a vocabulary, on disk: a model of 129 MB is not held in memory for the few rows that a text needs. */
export interface Table {
  readonly dimensions: number;
  /** How many ids it has a vector for. */
  readonly size: number;
  /** Opens the file for some texts. Dispose of it after them. */
  open(): Rows;
}

/** The table while its file is open. */
export interface Rows extends Disposable {
  /** Adds the vector of an id to a sum, weighed as the model weighs it. */
  addTo(sum: Float32Array, id: number): void;
}

/**
 * The table of a `model.safetensors` of Model2Vec: `embeddings`; where the vocabulary shares rows, `mapping` from ids to them; where
 * tokens weigh differently, `weights`. Throws `embed_failed` where they do not fit together.
 */
export function readTable(path: string): Table {
  const tensors = readTensors(path);
  const { rows, dimensions, embeddings } = findEmbeddings(path, tensors);
  const mapping = readWhole(path, tensors.get('mapping'));
  const weights = readWhole(path, tensors.get('weights'));
  const size = mapping?.length ?? rows;
  if (weights !== undefined && weights.length !== size) throw misfit(`${path} has ${weights.length} weights for ${size} tokens`);
  if (mapping?.some((row) => !(row >= 0 && row < rows))) throw misfit(`${path} maps tokens to rows that it does not have`);
  const numbers = findNumbers(embeddings.dtype);
  const width = dimensions * numbers.width;
  if (embeddings.bytes !== rows * width) throw misfit(`${path} has a table of another size than it says`);
  const findRow = (id: number): number => embeddings.offset + (mapping?.[id] ?? id) * width;
  return {
    dimensions,
    size,
    open() {
      const file = openSync(path, 'r');
      const row = Buffer.alloc(width);
      return {
        addTo(sum, id) {
          readInto(row, file, findRow(id));
          const weight = weights?.[id] ?? 1;
          for (let at = 0; at < dimensions; at++) sum[at]! += numbers.at(row, at * numbers.width) * weight;
        },
        [Symbol.dispose]: () => closeSync(file),
      };
    },
  };
}

interface Embeddings {
  readonly embeddings: Tensor;
  readonly rows: number;
  readonly dimensions: number;
}

// Sentence Transformers calls the same table by another name.
function findEmbeddings(path: string, tensors: ReadonlyMap<string, Tensor>): Embeddings {
  const embeddings = tensors.get('embeddings') ?? tensors.get('embedding.weight');
  const [rows = 0, dimensions = 0, ...more] = embeddings?.shape ?? [];
  if (embeddings === undefined || rows === 0 || dimensions === 0 || more.length > 0) throw misfit(`${path} has no table of embeddings`);
  return { embeddings, rows, dimensions };
}

function readWhole(path: string, tensor: Tensor | undefined): Float32Array | undefined {
  if (tensor === undefined) return undefined;
  const { width, at } = findNumbers(tensor.dtype);
  const file = openSync(path, 'r');
  try {
    const bytes = readInto(Buffer.alloc(tensor.bytes), file, tensor.offset);
    return Float32Array.from({ length: tensor.bytes / width }, (_, index) => at(bytes, index * width));
  } finally {
    closeSync(file);
  }
}

function misfit(what: string): HoldfastError {
  return new HoldfastError('embed_failed', `${what}: it is no Model2Vec model. See docs/embed.md for what is read.`);
}
