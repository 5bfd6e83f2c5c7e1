import { escapePattern } from '../../../model/escape-pattern.ts';
import { asList, asRecord } from '../../record.ts';
import { isId } from './is-id.ts';
import { readNormalizer } from './normalizer.ts';
import { readPreTokenizer } from './pre-tokenizer.ts';
import { readUnigram } from './unigram.ts';
import type { Pieces } from './steps.ts';
import { unsupported } from './unsupported.ts';
import { readWordPiece } from './word-piece.ts';

/** Turns texts into the ids of their tokens. */
export interface Tokenizer {
  /** Half of the tokens are as long as this or shorter, in characters. */
  readonly medianLength: number;
  /** One more than the highest id. */
  readonly size: number;
  /** The ids of a text, in order, without what is unknown and without the tokens that only frame a text. Takes any text, in time linear to its length. */
  encode(text: string): readonly number[];
}

/** The tokenizer that a `tokenizer.json` of Hugging Face describes. Throws `embed_failed` for one that is not known. */
export function readTokenizer(json: unknown): Tokenizer {
  const described = asRecord(json);
  const pieces = readPieces(asRecord(described['model']));
  const normalize = readNormalizer(described['normalizer']);
  const split = readPreTokenizer(described['pre_tokenizer']);
  const added = readAdded(described['added_tokens']);
  const cutOut = createCutOut([...added.keys()]);
  const lengths = [...pieces.ids.keys()].map((token) => Array.from(token).length).sort((a, b) => a - b);
  return {
    medianLength: Math.trunc(((lengths[(lengths.length - 1) >> 1] ?? 1) + (lengths[lengths.length >> 1] ?? 1)) / 2),
    size: [...pieces.ids.values(), ...added.values()].reduce((highest, id) => Math.max(highest, id), -1) + 1,
    encode(text) {
      const ids = cutOut(text.toWellFormed()).flatMap((part) => {
        const id = added.get(part);
        return id === undefined ? split(normalize(part)).flatMap((word) => pieces.encode(word)) : [id];
      });
      return ids.filter((id) => id !== pieces.unknown);
    },
  };
}

function readPieces(described: Readonly<Record<string, unknown>>): Pieces {
  // Older files of BERT do not say what they are.
  const type = described['type'] ?? ('continuing_subword_prefix' in described ? 'WordPiece' : undefined);
  if (type === 'WordPiece') return readWordPiece(described);
  if (type === 'Unigram') return readUnigram(described);
  throw unsupported('model', type);
}

function readAdded(value: unknown): ReadonlyMap<string, number> {
  const added = asList(value).map((token) => [asRecord(token)['content'], asRecord(token)['id']]);
  return new Map(added.filter((token): token is [string, number] => typeof token[0] === 'string' && token[0] !== '' && isId(token[1])));
}

// Tokens that were added to the vocabulary stand in a text as they are written, whatever is around them; the longer ones first.
function createCutOut(tokens: readonly string[]): (text: string) => readonly string[] {
  if (tokens.length === 0) return (text) => [text];
  const escaped = tokens.toSorted((a, b) => b.length - a.length).map(escapePattern);
  const expression = new RegExp(`(${escaped.join('|')})`, 'u');
  return (text) => text.split(expression).filter((part) => part !== '');
}
