import { HoldfastError } from '../../../model/error.ts';
import { asList, asRecord } from '../../record.ts';
import type { Offer, OfferedFile } from './offer.ts';

const NEEDED = {
  model2vec: ['config.json', 'tokenizer.json', 'model.safetensors'],
  transformer: ['config.json', 'tokenizer.json', 'tokenizer_config.json'],
};
const OPTIONAL = ['config_sentence_transformers.json', '1_Pooling/config.json'];
// The smallest that is there.
const WEIGHTS = ['onnx/model_quantized.onnx', 'onnx/model_fp16.onnx', 'onnx/model.onnx'];

/**
 * What there is to download in a repository, as the host's API describes it (`/api/models/<repository>?blobs=true`). Throws `unsupported`
 * where it holds neither a Model2Vec model nor a transformer with ONNX weights.
 */
export function readRepository(repository: string, description: unknown): Offer {
  const { sha, siblings, cardData, tags } = asRecord(description);
  const files = new Map(
    asList(siblings)
      .map(readFile)
      .filter((file) => file !== undefined)
      .map((file) => [file.path, file]),
  );
  const kind = findKind(files, asList(tags));
  if (kind === undefined || typeof sha !== 'string' || !/^[0-9a-f]{40}$/.test(sha)) {
    throw new HoldfastError(
      'unsupported',
      `${repository} holds neither a Model2Vec model (tokenizer.json, model.safetensors) nor a transformer with ONNX weights (onnx/model.onnx).`,
    );
  }
  const weights = kind === 'transformer' ? WEIGHTS.filter((path) => files.has(path)).slice(0, 1) : [];
  const wanted = [...NEEDED[kind], ...OPTIONAL, ...weights].map((path) => files.get(path)).filter((file) => file !== undefined);
  const licence = asRecord(cardData)['license'];
  return {
    name: repository.slice(repository.indexOf('/') + 1),
    kind,
    licence: typeof licence === 'string' ? licence : 'not stated',
    pinned: false,
    repository,
    revision: sha,
    files: wanted,
  };
}

function findKind(files: ReadonlyMap<string, OfferedFile>, tags: readonly unknown[]): Offer['kind'] | undefined {
  const has = (kind: Offer['kind']): boolean => NEEDED[kind].every((path) => files.has(path));
  // A transformer has a model.safetensors as well, which is none of Model2Vec's.
  if (has('model2vec') && tags.includes('model2vec')) return 'model2vec';
  return has('transformer') && WEIGHTS.some((path) => files.has(path)) ? 'transformer' : undefined;
}

function readFile(value: unknown): OfferedFile | undefined {
  const { rfilename: path, size, lfs } = asRecord(value);
  const { sha256 } = asRecord(lfs);
  if (typeof path !== 'string') return undefined;
  return {
    path,
    ...(Number.isSafeInteger(size) ? { bytes: Number(size) } : {}),
    ...(typeof sha256 === 'string' ? { sha256 } : {}),
  };
}
