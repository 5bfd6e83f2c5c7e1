import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A table as its file holds it. */
export interface TensorData {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Numbers as `F32`. */
export function toF32(shape: readonly number[], numbers: readonly number[]): TensorData {
  return { dtype: 'F32', shape, bytes: new Uint8Array(Float32Array.from(numbers).buffer) };
}

/** Writes a folder with a model of Model2Vec; returns the folder. */
export function writeModel(folder: string, tokenizer: unknown, tensors: Readonly<Record<string, TensorData>>): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ model_type: 'model2vec', normalize: true }));
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  writeFileSync(join(folder, 'model.safetensors'), toSafetensors(tensors));
  return folder;
}

/** A file of these tables: the length of the header, the header, the numbers. */
export function toSafetensors(tensors: Readonly<Record<string, TensorData>>): Buffer {
  const described: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let end = 0;
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    described[name] = { dtype, shape, data_offsets: [end, (end += bytes.length)] };
  }
  const header = Buffer.from(JSON.stringify(described));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...Object.values(tensors).map(({ bytes }) => bytes)]);
}
