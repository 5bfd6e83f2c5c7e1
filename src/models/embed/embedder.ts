import { HoldfastError } from '../../model/error.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Prefixes } from './prefixes.ts';
import { toUnit } from './unit.ts';

/** A model that is ready to be asked. */
export interface LoadedModel {
  /** What the model wants before a text of each kind; undefined: nothing. */
  readonly prefixes?: Prefixes | undefined;
  /** One vector a text, of any length above zero, all of as many numbers. May reject with anything. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}

/** Where an embedder gets its model from. */
export interface ModelSource {
  /** What the model is called now: its folder may be replaced while this process lives. */
  nameModel(): string;
  load(): Promise<LoadedModel>;
}

/** An embedder that loads its model when it is first asked, once, and again when its name has changed or loading failed. */
export function createEmbedder({ nameModel, load }: ModelSource): Embedder {
  let loaded: { readonly name: string; readonly model: Promise<LoadedModel> } | undefined;
  const findModel = async (): Promise<LoadedModel> => {
    const name = nameModel();
    if (loaded?.name !== name) loaded = { name, model: load() };
    const { model } = loaded;
    return model.catch((error: unknown) => {
      if (loaded?.model === model) loaded = undefined;
      throw error;
    });
  };
  return {
    get name() {
      return nameModel();
    },
    async embed(texts, kind, signal) {
      if (texts.length === 0) return [];
      try {
        const { prefixes, embed } = await findModel();
        signal.throwIfAborted();
        const vectors = await embed(prefixes === undefined ? texts : texts.map((text) => prefixes[kind] + text), signal);
        return checkCount(vectors, texts.length).map(toUnit);
      } catch (error) {
        throw explain(error, signal);
      }
    },
  };
}

function checkCount(vectors: readonly Float32Array[], count: number): readonly Float32Array[] {
  const [first] = vectors;
  if (vectors.length === count && first !== undefined && first.length > 0 && vectors.every(({ length }) => length === first.length))
    return vectors;
  throw new HoldfastError(
    'embed_failed',
    `The embedding model gave ${vectors.length} vectors for ${count} texts, or some that are longer than others.`,
  );
}

function explain(error: unknown, signal: AbortSignal): HoldfastError {
  if (signal.aborted) return new HoldfastError('embed_failed', 'Embedding was broken off.', { cause: error });
  if (error instanceof HoldfastError && error.code === 'embed_failed') return error;
  const message = error instanceof Error ? error.message : String(error);
  return new HoldfastError('embed_failed', `The embedding model failed: ${message}`, { cause: error });
}
