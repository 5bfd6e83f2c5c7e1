import { Tokenizer as Reference } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTokenizer } from '../../../src/models/embed/tokenizer/tokenizer.ts';
import { anyText } from '../../any-text.ts';
import { bertTokenizer, unigramTokenizer } from './tokenizers.ts';

// So many single characters that most texts have tokens, and pieces that make the longest match matter.
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789', ...'.,:;!?-_/\\()[]{}"\'#@$+<=>^`|~%&*', ...'äßéλσςжд漢字かなカ한', '😀'];
const WORDS = [
  'log',
  'login',
  'loop',
  'token',
  'to',
  'error',
  'err',
  'ensure',
  'worker',
  'started',
  'the',
  'un',
  'known',
  'naive',
  'strasse',
];
const PIECES = [...LETTERS, ...WORDS, ...[...LETTERS, ...WORDS].map((piece) => `##${piece}`)];
const BERT = bertTokenizer([...new Set(PIECES)]);
const SAMPLES = [
  'The login loop: ensureWorkerStarted() throws EADDRINUSE!',
  'src/auth/login.ts:42 — "naïve" Straße, ΣΊΣΥΦΟΣ, жд',
  '漢字かな交じり文 and 한글, カ゛',
  '  tabs\tand\nlines\r\nand \u00a0 \u2003 spaces \u200b\ufeff\u0000 ',
  '[UNK] and [PAD] stand as they are, [pad] does not',
  `${'x'.repeat(101)} ${'x'.repeat(100)}`,
  'e\u0301 = é, \u{1D400} \u{1F600} 😀😀',
  'C++ a<=b {x|y} `z` 100% user@host #4 $HOME ~/.config',
  '',
];

describe('a tokenizer of BERT', () => {
  it('takes the longest piece that is known, then the longest of the rest', () => {
    const { encode } = readTokenizer(bertTokenizer(['log', 'login', '##s', '##in', 'loop', '!']));
    // [PAD] 0, [UNK] 1, log 2, login 3, ##s 4, ##in 5, loop 6, ! 7
    expect(encode('Logins log, loop!')).toEqual([3, 4, 2, 6, 7]);
    expect(encode('logout LOGIN lôgs')).toEqual([3, 2, 4]);
    expect(encode('[PAD]log[UNK]')).toEqual([0, 2]);
  });

  it.each(SAMPLES)('agrees with the reference: %j', (text) => {
    expect(readTokenizer(BERT).encode(text)).toEqual(reference(BERT, 1)(text));
  });

  it('agrees with the reference on any text', () => {
    const ours = readTokenizer(BERT);
    const theirs = reference(BERT, 1);
    const word = fc.constantFrom(...WORDS, ...LETTERS, 'Login', 'É', 'ﬁ', ' ', '\t', '\n');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (parts) => {
        expect(ours.encode(parts.join(''))).toEqual(theirs(parts.join('')));
      }),
    );
  });

  it('keeps capitals and accents where it is told to', () => {
    const cased = bertTokenizer(['Log', 'é', 'e'], { normalizer: { type: 'BertNormalizer', lowercase: false } });
    expect(readTokenizer(cased).encode('Log log é')).toEqual([2, 3]);
    const stripped = bertTokenizer(['Log', 'é', 'e'], { normalizer: { type: 'BertNormalizer', lowercase: false, strip_accents: true } });
    expect(readTokenizer(stripped).encode('Log é')).toEqual([2, 4]);
  });
});

describe('a tokenizer of SentencePiece', () => {
  const UNIGRAM = unigramTokenizer([
    ['▁', -2],
    ['▁log', -3],
    ['▁login', -5],
    ['in', -4],
    ['s', -3],
    ['l', -6],
    ['o', -6],
    ['g', -6],
    ['漢', -7],
    ['字', -7],
    ['漢字', -8],
    ['😀', -5],
  ]);

  it('takes the likeliest pieces', () => {
    const { encode } = readTokenizer(UNIGRAM);
    // [UNK] 0, ▁ 1, ▁log 2, ▁login 3, in 4, s 5, ..., 漢字 11, 😀 12
    expect(encode('login logs')).toEqual([3, 2, 5]);
    expect(encode('漢字 😀')).toEqual([1, 11, 1, 12]);
    expect(encode('log?in')).toEqual([2, 4]);
  });

  it.each(['login  logins', ' log', 'ｌｏｇ 漢字漢', 'loglog', '😀log', ''])('agrees with the reference: %j', (text) => {
    expect(readTokenizer(UNIGRAM).encode(text)).toEqual(reference(UNIGRAM, 0)(text));
  });
});

it('no text makes a tokenizer throw, and every id is one of its own', () => {
  const tokenizers = [
    readTokenizer(BERT),
    readTokenizer(
      unigramTokenizer([
        ['▁a', -1],
        ['a', -2],
      ]),
    ),
  ];
  const halves = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(fc.oneof(anyText({ maxLength: 200 }), halves, fc.constant('\ud800a\udc00')), (text) => {
      for (const { encode, size } of tokenizers) for (const id of encode(text)) expect(id >= 0 && id < size).toBe(true);
    }),
  );
});

it.each(['a'.repeat(200_000), 'a '.repeat(100_000), '漢'.repeat(200_000), '\u0301'.repeat(200_000), '▁'.repeat(200_000)])(
  'a long text takes its time and no more (%#)',
  (text) => {
    const began = performance.now();
    readTokenizer(BERT).encode(text);
    readTokenizer(
      unigramTokenizer([
        ['▁a', -1],
        ['aaaaaaaaaaaaaaaa', -2],
        ['漢', -3],
      ]),
    ).encode(text);
    expect(performance.now() - began).toBeLessThan(5000);
  },
);

it.each([
  [{ model: { type: 'BPE', vocab: {}, merges: [] } }, /has a model that Holdfast does not know: BPE/],
  [{ model: null }, /has a model that Holdfast does not know/],
  [{ normalizer: { type: 'Nmt' } }, /normalizer that Holdfast does not know: Nmt/],
  [{ normalizer: { type: 'Replace', pattern: { Regex: '(a+)+$' }, content: '' } }, /replacement that Holdfast does not know/],
  [{ pre_tokenizer: { type: 'ByteLevel' } }, /pre-tokenizer that Holdfast does not know: ByteLevel/],
  [{ model: { type: 'WordPiece', vocab: {} } }, /vocabulary that Holdfast does not know/],
  [{ model: { type: 'Unigram', vocab: [['a']] } }, /vocabulary that Holdfast does not know/],
])('what is not known is refused by name: %j', (changes, words) => {
  expect(() => readTokenizer(bertTokenizer(['a'], changes))).toThrow(
    expect.objectContaining({ code: 'embed_failed', message: expect.stringMatching(words) }),
  );
});

it('the size counts every id, the median every token', () => {
  expect(readTokenizer(bertTokenizer(['a', 'bb', 'ccc']))).toMatchObject({ size: 5, medianLength: 3 });
});

// Another implementation of the same files, without what is unknown.
function reference(json: object, unknown: number): (text: string) => readonly number[] {
  const tokenizer = new Reference(json, {});
  return (text) => tokenizer.encode(text, { add_special_tokens: false }).ids.filter((id: number) => id !== unknown);
}
