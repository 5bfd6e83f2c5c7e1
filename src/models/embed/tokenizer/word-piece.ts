import { asRecord } from '../../record.ts';
import { isId } from './is-id.ts';
import type { Pieces } from './steps.ts';
import { unsupported } from './unsupported.ts';

/** WordPiece: of each word the longest piece that is known, then the longest of the rest; a word that has no such parts is unknown. */
export function readWordPiece(described: Readonly<Record<string, unknown>>): Pieces {
  const ids = readVocabulary(described['vocab']);
  const prefix = typeof described['continuing_subword_prefix'] === 'string' ? described['continuing_subword_prefix'] : '##';
  const longestWord = Number.isSafeInteger(described['max_input_chars_per_word']) ? Number(described['max_input_chars_per_word']) : 100;
  const unknown = ids.get(typeof described['unk_token'] === 'string' ? described['unk_token'] : '[UNK]');
  const longestPiece = [...ids.keys()].reduce((longest, piece) => Math.max(longest, piece.length), 0);
  return {
    ids,
    unknown,
    encode(word) {
      if (word.length > longestWord && Array.from(word).length > longestWord) return unknown === undefined ? [] : [unknown];
      const pieces: number[] = [];
      for (let start = 0; start < word.length;) {
        let end = Math.min(word.length, start + longestPiece);
        let id: number | undefined;
        while (end > start && (id = ids.get((start === 0 ? '' : prefix) + word.slice(start, end))) === undefined) end -= 1;
        if (id === undefined) return unknown === undefined ? [] : [unknown];
        pieces.push(id);
        start = end;
      }
      return pieces;
    },
  };
}

function readVocabulary(value: unknown): ReadonlyMap<string, number> {
  const entries = Object.entries(asRecord(value)).filter((entry): entry is [string, number] => isId(entry[1]));
  if (entries.length === 0) throw unsupported('vocabulary', value);
  return new Map(entries);
}
