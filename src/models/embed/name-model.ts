import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Prefixes } from './prefixes.ts';
import { findRevision, readManifest } from './shelf/manifest.ts';

// All that the vectors depend on.
const FILES = [
  'config.json',
  'tokenizer.json',
  'model.safetensors',
  'onnx/model_quantized.onnx',
  'onnx/model_fp16.onnx',
  'onnx/model.onnx',
  '1_Pooling/config.json',
  'config_sentence_transformers.json',
];

/**
 * What a model in a folder is called: its kind, its name and a revision, which is that of what was downloaded, and for a folder of
 * the user's own follows the sizes and dates of its files.
 */
export function nameFolder(kind: string, folder: string): string {
  const manifest = readManifest(folder);
  return `${kind}:${basename(folder)}@${manifest === undefined ? dateFiles(folder) : findRevision(manifest)}`;
}

/** What a model behind a server is called. Its revision is the server's own affair. */
export function nameServer(model: string, url: string): string {
  return `${model} at ${url}`;
}

/** What prefixes of the user's own add to a name. */
export function nameTail(prefixes: Prefixes | undefined): string {
  return prefixes === undefined ? '' : ` with ${digest(JSON.stringify([prefixes.query, prefixes.passage]))}`;
}

function dateFiles(folder: string): string {
  const found = FILES.map((file) => dateFile(join(folder, file)));
  return found.every((file) => file === '') ? 'missing' : digest(found.join('\n'));
}

// A file that cannot be looked at is as if it were not there: loading the model says what is wrong.
function dateFile(path: string): string {
  try {
    const { size, mtimeMs } = statSync(path);
    return `${size} ${mtimeMs}`;
  } catch {
    return '';
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
