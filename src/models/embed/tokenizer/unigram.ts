import { asList } from '../../record.ts';
import type { Pieces } from './steps.ts';
import { unsupported } from './unsupported.ts';

// How much worse than the rarest piece a character is that no piece has; SentencePiece's own.
const UNKNOWN_PENALTY = 10;

/** Unigram: of all ways to cut a word into known pieces the likeliest, by the sum of their scores. */
export function readUnigram(described: Readonly<Record<string, unknown>>): Pieces {
  const { ids, scores } = readPieces(described['vocab']);
  const unknown = Number.isSafeInteger(described['unk_id']) ? Number(described['unk_id']) : undefined;
  const longestPiece = [...ids.keys()].reduce((longest, piece) => Math.max(longest, piece.length), 0);
  const unknownScore = scores.reduce((least, score) => Math.min(least, score), 0) - UNKNOWN_PENALTY;
  return { ids, unknown, encode: (word) => cut(word, { ids, scores, longestPiece, unknown: unknown ?? -1, unknownScore }) };
}

interface Scored {
  readonly ids: ReadonlyMap<string, number>;
  readonly scores: Float64Array;
  readonly longestPiece: number;
  readonly unknown: number;
  readonly unknownScore: number;
}

// Viterbi, by code points: for each place in the word the best way there and the piece it ends with.
function cut(word: string, { ids, scores, longestPiece, unknown, unknownScore }: Scored): number[] {
  const best = new Float64Array(word.length + 1).fill(Number.NEGATIVE_INFINITY);
  const from = new Int32Array(word.length + 1);
  const piece = new Int32Array(word.length + 1);
  best[0] = 0;
  const offer = (start: number, end: number, id: number, score: number): void => {
    const sum = best[start]! + score;
    if (sum <= best[end]!) return;
    best[end] = sum;
    from[end] = start;
    piece[end] = id;
  };
  for (let start = 0; start < word.length; start += widthAt(word, start)) {
    const width = widthAt(word, start);
    const last = Math.min(word.length, start + longestPiece);
    for (let end = start + width; end <= last; end += widthAt(word, end)) {
      const id = ids.get(word.slice(start, end));
      if (id !== undefined) offer(start, end, id, scores[id]!);
    }
    if (!ids.has(word.slice(start, start + width))) offer(start, start + width, unknown, unknownScore);
  }
  const pieces: number[] = [];
  for (let end = word.length; end > 0; end = from[end]!) if (piece[end]! >= 0) pieces.push(piece[end]!);
  return pieces.reverse();
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function readPieces(value: unknown): { readonly ids: ReadonlyMap<string, number>; readonly scores: Float64Array } {
  const entries = asList(value);
  const ids = new Map<string, number>();
  const scores = new Float64Array(entries.length);
  for (const [id, entry] of entries.entries()) {
    const [piece, score] = asList(entry);
    if (typeof piece !== 'string' || typeof score !== 'number') throw unsupported('vocabulary', entry);
    ids.set(piece, id);
    scores[id] = score;
  }
  if (ids.size === 0) throw unsupported('vocabulary', value);
  return { ids, scores };
}
