import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { HoldfastError } from '../../model/error.ts';
import type { LoadedModel } from './embedder.ts';
import { loadInstalled } from './installed.ts';
import { readPrefixes } from './prefixes.ts';
import { asRecord } from '../record.ts';

/** What of `@huggingface/transformers` is used, 3 or 4. */
interface Runtime {
  readonly env: { allowRemoteModels: boolean; allowLocalModels: boolean; localModelPath: string };
  pipeline(task: 'feature-extraction', model: string, options: Readonly<Record<string, unknown>>): Promise<Extract>;
}

type Extract = (texts: readonly string[], options: { readonly pooling: string; readonly normalize: boolean }) => Promise<unknown>;

const PACKAGE = '@huggingface/transformers';
// As the runtime names the files of a model, the smallest first.
const WEIGHTS = { q8: 'onnx/model_quantized.onnx', fp16: 'onnx/model_fp16.onnx', fp32: 'onnx/model.onnx' };
// Padded to the longest among them: short batches of like texts waste little, and are soon over.
const BATCH = 8;

/**
 * A transformer with ONNX weights in a folder of the Hugging Face layout, run by `@huggingface/transformers`, which the user installs.
 * It reads the folder and nothing from any network. Rejects with `embed_failed`.
 */
export async function loadTransformer(folder: string, home: string): Promise<LoadedModel> {
  const dtype = findWeights(folder);
  const { env, pipeline } = loadInstalled(home, PACKAGE, `${PACKAGE}@4`) as Runtime;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = dirname(folder);
  const extract = await pipeline('feature-extraction', basename(folder), {
    dtype,
    device: 'cpu',
    local_files_only: true,
    // Work for idle time does not take the machine from whoever sits at it.
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  const pooling = readPooling(folder);
  return {
    prefixes: readPrefixes(folder),
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += BATCH) {
        signal.throwIfAborted();
        const batch = texts.slice(start, start + BATCH);
        vectors.push(...cutRows(await extract(batch, { pooling, normalize: true }), batch.length));
      }
      return vectors;
    },
  };
}

function findWeights(folder: string): string {
  const found = Object.entries(WEIGHTS).find(([, file]) => statSync(join(folder, file), { throwIfNoEntry: false })?.isFile());
  if (found !== undefined) return found[0];
  throw new HoldfastError(
    'embed_failed',
    `There is no ${Object.values(WEIGHTS).join(' or ')} in ${folder}. Download the model with: holdfast model add <name>`,
  );
}

// Which of a text's vectors stands for all of it, as Sentence Transformers writes it down: that of its first token, or their mean.
function readPooling(folder: string): 'cls' | 'mean' {
  try {
    const settings: unknown = JSON.parse(readFileSync(join(folder, '1_Pooling/config.json'), 'utf8'));
    return asRecord(settings)['pooling_mode_cls_token'] === true ? 'cls' : 'mean';
  } catch {
    return 'mean';
  }
}

// A tensor of one row a text.
function cutRows(tensor: unknown, rows: number): readonly Float32Array[] {
  const { data } = asRecord(tensor);
  if (!(data instanceof Float32Array) || data.length % rows !== 0)
    throw new HoldfastError('embed_failed', 'The transformer did not answer with one row a text.');
  const width = data.length / rows;
  return Array.from({ length: rows }, (_, row) => data.slice(row * width, (row + 1) * width));
}
