import { asList, asRecord } from '../../record.ts';
import type { Split } from './steps.ts';
import { unsupported } from './unsupported.ts';

/** The words that a `tokenizer.json` cuts a text into. Throws `embed_failed` for a way of cutting that is not known. */
export function readPreTokenizer(value: unknown): Split {
  if (value === null || value === undefined) return (text) => (text === '' ? [] : [text]);
  const described = asRecord(value);
  const read = PRE_TOKENIZERS.get(String(described['type']));
  if (read === undefined) throw unsupported('pre-tokenizer', described['type']);
  return read(described);
}

type Described = Readonly<Record<string, unknown>>;

// ASCII has signs that Unicode does not call punctuation, and BERT does.
const BERT_WORDS = /[^\p{White_Space}\p{P}$+<=>^`|~]+|[\p{P}$+<=>^`|~]/gu;

const PRE_TOKENIZERS: ReadonlyMap<string, (described: Described) => Split> = new Map<string, (described: Described) => Split>([
  ['BertPreTokenizer', () => (text) => text.match(BERT_WORDS) ?? []],
  [
    'Whitespace',
    () => (text) => text.match(/[\p{L}\p{M}\p{N}\p{Pc}\u200c\u200d]+|[^\p{L}\p{M}\p{N}\p{Pc}\u200c\u200d\p{White_Space}]+/gu) ?? [],
  ],
  ['WhitespaceSplit', () => (text) => text.match(/\P{White_Space}+/gu) ?? []],
  ['Punctuation', readPunctuation],
  ['Metaspace', readMetaspace],
  ['Sequence', readSequence],
]);

function readPunctuation({ behavior }: Described): Split {
  if (behavior !== undefined && behavior !== 'Isolated') throw unsupported('treatment of punctuation', behavior);
  return (text) => text.match(/[^\p{P}$+<=>^`|~]+|[\p{P}$+<=>^`|~]/gu) ?? [];
}

// SentencePiece writes a space as a sign that belongs to the word after it.
function readMetaspace({ replacement, prepend_scheme: scheme, add_prefix_space: added, split }: Described): Split {
  const sign = typeof replacement === 'string' && replacement !== '' ? replacement : '▁';
  const prepends = scheme === undefined ? added !== false : scheme !== 'never';
  return (text) => {
    if (text === '') return [];
    const signed = text.replaceAll(' ', sign);
    const whole = prepends && !signed.startsWith(sign) ? sign + signed : signed;
    return split === false ? [whole] : cutBefore(whole, sign);
  };
}

function cutBefore(text: string, sign: string): readonly string[] {
  const [first = '', ...rest] = text.split(sign);
  return [...(first === '' ? [] : [first]), ...rest.map((word) => sign + word)];
}

function readSequence({ pretokenizers }: Described): Split {
  const splits = asList(pretokenizers).map(readPreTokenizer);
  return (text) => splits.reduce<readonly string[]>((words, split) => words.flatMap((word) => split(word)), text === '' ? [] : [text]);
}
