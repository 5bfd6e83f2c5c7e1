/** A `tokenizer.json` of BERT's kind, as potion models have it, over a vocabulary of these words and pieces; `[PAD]` is 0 and `[UNK]` 1. */
export function bertTokenizer(pieces: readonly string[], changes: object = {}): object {
  const vocabulary = ['[PAD]', '[UNK]', ...pieces];
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: ['[PAD]', '[UNK]'].map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])),
    },
    ...changes,
  };
}

/** A `tokenizer.json` of SentencePiece's kind over scored pieces; `[UNK]` is 0. */
export function unigramTokenizer(pieces: readonly (readonly [string, number])[], changes: object = {}): object {
  return {
    version: '1.0',
    added_tokens: [],
    normalizer: { type: 'Sequence', normalizers: [{ type: 'NFKC' }, { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' }] },
    pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    post_processor: null,
    decoder: null,
    model: { type: 'Unigram', unk_id: 0, vocab: [['[UNK]', 0], ...pieces], byte_fallback: false },
    ...changes,
  };
}
