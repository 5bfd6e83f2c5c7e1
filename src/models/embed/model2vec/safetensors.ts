import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { HoldfastError } from '../../../model/error.ts';
import { asList, asRecord } from '../../record.ts';

/** Where a table of numbers is in its file. */
export interface Tensor {
  /** The numbers' type, as the format names it: `F32`, `F16`, ... */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Of its first byte in the file. */
  readonly offset: number;
  readonly bytes: number;
}

const LARGEST_HEADER = 1024 * 1024;

/**
 * What tables a safetensors file holds: eight bytes with the length of a JSON header, the header, the numbers. Throws `embed_failed`
 * where the header does not describe the file.
 */
export function readTensors(path: string): ReadonlyMap<string, Tensor> {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const length = Number(readInto(Buffer.alloc(8), file, 0).readBigUInt64LE());
    if (length > LARGEST_HEADER || length > size - 8) throw broken(path);
    const header = asRecord(parse(readInto(Buffer.alloc(length), file, 8).toString('utf8'), path));
    const tensors = Object.entries(header).filter(([name]) => name !== '__metadata__');
    return new Map(tensors.map(([name, described]) => [name, readTensor(described, 8 + length, size, path)]));
  } finally {
    closeSync(file);
  }
}

/** Fills a buffer with the bytes of a file from an offset on. Throws `embed_failed` where the file ends before. */
export function readInto(buffer: Buffer, file: number, offset: number): Buffer {
  for (let filled = 0; filled < buffer.length;) {
    const read = readSync(file, buffer, filled, buffer.length - filled, offset + filled);
    if (read === 0) throw broken('model.safetensors');
    filled += read;
  }
  return buffer;
}

function readTensor(value: unknown, base: number, size: number, path: string): Tensor {
  const { dtype, shape, data_offsets: offsets } = asRecord(value);
  const [start, end] = asList(offsets);
  const dimensions = asList(shape);
  if (!dimensions.every(isCount) || !isCount(start) || !isCount(end) || end < start || base + end > size) throw broken(path);
  return { dtype: String(dtype), shape: dimensions, offset: base + start, bytes: end - start };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken(path);
  }
}

function broken(path: string): HoldfastError {
  return new HoldfastError('embed_failed', `${path} is not a whole safetensors file. Download the model again.`);
}
