import { HoldfastError } from '../../../model/error.ts';

/** What a tokenizer asks for and this one does not do: guessing would give vectors that are quietly wrong. */
export function unsupported(part: string, value: unknown): HoldfastError {
  const name = typeof value === 'string' ? value.slice(0, 60) : JSON.stringify(value ?? null).slice(0, 60);
  return new HoldfastError(
    'embed_failed',
    `The model's tokenizer.json has a ${part} that Holdfast does not know: ${name}. Known are WordPiece (BERT) and Unigram (SentencePiece) tokenizers.`,
  );
}
