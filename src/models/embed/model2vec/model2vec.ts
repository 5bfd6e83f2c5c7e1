import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { HoldfastError } from '../../../model/error.ts';
import type { LoadedModel } from '../embedder.ts';
import { readPrefixes } from '../prefixes.ts';
import { readTokenizer, type Tokenizer } from '../tokenizer/tokenizer.ts';
import { type Rows, readTable } from './table.ts';

// As the reference has it. Of a longer text the start is embedded.
const MOST_TOKENS = 512;
// Whoever waits for this process is answered between the texts.
const TURN_MS = 5;

/**
 * A static model in the format of Model2Vec, from a folder with `tokenizer.json` and `model.safetensors`: the vector of a text is the
 * mean of those of its tokens. Rejects with `embed_failed` where the folder holds no such model.
 */
export async function loadModel2Vec(folder: string): Promise<LoadedModel> {
  const tokenizer = readTokenizer(readJson(join(folder, 'tokenizer.json')));
  const table = readTable(join(folder, 'model.safetensors'));
  if (tokenizer.size > table.size) {
    throw new HoldfastError(
      'embed_failed',
      `The model in ${folder} has ${tokenizer.size} tokens and vectors for ${table.size} of them. Download it again.`,
    );
  }
  return {
    prefixes: readPrefixes(folder),
    async embed(texts, signal) {
      using rows = table.open();
      const vectors: Float32Array[] = [];
      let turn = performance.now();
      for (const text of texts) {
        vectors.push(sumUp(tokenizer, rows, table.dimensions, text));
        if (performance.now() - turn < TURN_MS) continue;
        await setImmediate();
        signal.throwIfAborted();
        turn = performance.now();
      }
      return vectors;
    },
  };
}

// The sum has the direction of the mean, and only that is kept.
function sumUp(tokenizer: Tokenizer, rows: Rows, dimensions: number, text: string): Float32Array {
  const sum = new Float32Array(dimensions);
  const ids = tokenizer.encode(cutTo(text, MOST_TOKENS * tokenizer.medianLength));
  for (const id of ids.slice(0, MOST_TOKENS)) rows.addTo(sum, id);
  return sum;
}

// By characters, as the reference cuts.
function cutTo(text: string, characters: number): string {
  if (text.length <= characters) return text;
  return Array.from(text.slice(0, characters * 2))
    .slice(0, characters)
    .join('');
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new HoldfastError('embed_failed', `${path} cannot be read.`, { cause: error });
  }
}
