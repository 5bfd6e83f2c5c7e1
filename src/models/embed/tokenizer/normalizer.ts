import { asList, asRecord } from '../../record.ts';
import { createBertNormalizer, toLower } from './bert-normalizer.ts';
import type { Normalize } from './steps.ts';
import { unsupported } from './unsupported.ts';

/** The normaliser that a `tokenizer.json` describes. Throws `embed_failed` for one that is not known. */
export function readNormalizer(value: unknown): Normalize {
  if (value === null || value === undefined) return (text) => text;
  const described = asRecord(value);
  const read = NORMALIZERS.get(String(described['type']));
  if (read === undefined) throw unsupported('normalizer', described['type']);
  return read(described);
}

type Described = Readonly<Record<string, unknown>>;

const NORMALIZERS: ReadonlyMap<string, (described: Described) => Normalize> = new Map<string, (described: Described) => Normalize>([
  ['BertNormalizer', readBert],
  ['Lowercase', () => toLower],
  ['StripAccents', () => (text) => text.replaceAll(/\p{M}/gu, '')],
  ['NFC', () => (text) => text.normalize('NFC')],
  ['NFD', () => (text) => text.normalize('NFD')],
  ['NFKC', () => (text) => text.normalize('NFKC')],
  ['NFKD', () => (text) => text.normalize('NFKD')],
  ['Precompiled', () => normalizeLikeSentencePiece],
  [
    'Prepend',
    ({ prepend }) =>
      (text) =>
        text === '' ? '' : `${typeof prepend === 'string' ? prepend : ''}${text}`,
  ],
  ['Replace', readReplace],
  ['Sequence', ({ normalizers }) => chain(asList(normalizers).map(readNormalizer))],
  ['Strip', readStrip],
]);

function readBert(described: Described): Normalize {
  const lowercase = described['lowercase'] !== false;
  const accents = described['strip_accents'];
  return createBertNormalizer({
    cleanText: described['clean_text'] !== false,
    chinese: described['handle_chinese_chars'] !== false,
    stripAccents: typeof accents === 'boolean' ? accents : lowercase,
    lowercase,
  });
}

// A regular expression out of a file that was downloaded could take for ever: the one that is common is known, others are not.
function readReplace({ pattern, content }: Described): Normalize {
  const { String: text, Regex: expression } = asRecord(pattern);
  const into = typeof content === 'string' ? content : '';
  if (expression === ' {2,}') return (from) => from.replaceAll(/ {2,}/g, () => into);
  if (typeof text !== 'string' || text === '') throw unsupported('replacement', pattern);
  return (from) => from.replaceAll(text, () => into);
}

function readStrip({ strip_left: left, strip_right: right }: Described): Normalize {
  return (text) => {
    const start = left === false ? text : text.trimStart();
    return right === false ? start : start.trimEnd();
  };
}

// What SentencePiece compiles into its table `nmt_nfkc`, but for a few rare characters.
function normalizeLikeSentencePiece(text: string): string {
  return text
    .replaceAll(/(?![\t\n\f\r])\p{Cc}|\ufffd/gu, '')
    .replaceAll(/[\p{White_Space}\u200b-\u200f\u2028\u2029\u2060\ufeff]/gu, ' ')
    .normalize('NFKC');
}

function chain(steps: readonly Normalize[]): Normalize {
  return (text) => steps.reduce((normal, step) => step(normal), text);
}
