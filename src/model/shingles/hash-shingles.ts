import { type HashProgram, startHash } from './program.ts';

// Where hash.wat has what.
const WORDS = 64;
const HASHES = 131_136;
/** In bytes: so much of the words in UTF-8, with one byte behind each and one behind a sentence, is hashed. */
export const ROOM: number = HASHES - WORDS;
const LONGEST_WORD = 64;

let program: HashProgram | undefined;

/**
 * The hashes of each six words in a row, 32 bits each: those that have no bit of `mask`, and of each sentence the first. Of as
 * many words as there is `ROOM` for. By a program that is as fast in a process that optimises no JavaScript. Linear.
 */
export function hashShingles(sentences: readonly (readonly string[])[], mask: number): Uint32Array {
  const { memory, hash } = (program ??= startHash());
  // A word that does not fit has no zero behind it, and does not count.
  const words = sentences.map((sentence) => `${sentence.map(clip).join('\0')}\0\0`).join('');
  const length = Buffer.from(memory.buffer, WORDS, ROOM).write(words, 'utf8');
  return new Uint32Array(memory.buffer, HASHES, hash(WORDS + length, mask)).slice();
}

// One that fills all the room is told by its start.
function clip(word: string): string {
  return word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word;
}
