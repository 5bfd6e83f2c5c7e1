import type { LoadedModel } from './embedder.ts';
import type { Prefixes } from './prefixes.ts';
import { verifyModel } from './shelf/checksum.ts';

/** What loading a model takes beside its folder. */
export interface LoadOptions {
  /** The folder of the memory: packages are installed below it. */
  readonly home: string;
  /** Of the user's own: they go before those that the model's folder names. */
  readonly prefixes: Prefixes | undefined;
}

/** Loads a model from a folder, once its files are known to be what was downloaded. Rejects with `embed_failed`. */
export async function loadFolder(kind: 'model2vec' | 'transformer', folder: string, { home, prefixes }: LoadOptions): Promise<LoadedModel> {
  await verifyModel(folder);
  const loaded =
    kind === 'model2vec'
      ? await (await import('./model2vec/model2vec.ts')).loadModel2Vec(folder)
      : await (await import('./transformer.ts')).loadTransformer(folder, home);
  return prefixes === undefined ? loaded : { ...loaded, prefixes };
}
