/**
 * What the index of pieces holds of a word, so that it can be found by a part of it and by what it looks like: every three
 * characters that follow each other, and the same again behind the first letter, with the ends of the word marked.
 */
export function toPieces(word: string): string {
  return [...trigrams(word), ...headed(word, trigrams(`<${word}>`))].join(' ');
}

/** An expression of FTS5 for the words that may hold a word of at least six letters. */
export function holdsPieces(word: string): string {
  return spread(trigrams(word)).map(quote).join(' AND ');
}

/** An expression of FTS5 for the words that begin like a word of at least six letters and have much in common with it. */
export function sharesPieces(word: string): string {
  // A slip takes neighbours: of every other piece, and of those between, one is left. In a short word, only at its ends.
  const pieces = spread(headed(word, trigrams(word.length <= SHORT ? `<${word}>` : word))).map(quote);
  const halves = [0, 1].map((odd) => pieces.filter((_, i) => i % 2 === odd)).filter(({ length }) => length > 0);
  return halves.map((half) => `(${half.join(' OR ')})`).join(' AND ');
}

const SHORT = 7;
// Each costs time in a large vocabulary.
const MOST_PIECES = 7;

function trigrams(text: string): readonly string[] {
  const characters = [...text];
  return [...new Set(characters.slice(2).map((_, i) => characters.slice(i, i + 3).join('')))];
}

function headed(word: string, pieces: readonly string[]): readonly string[] {
  const [first] = word;
  return pieces.map((piece) => `${first}${piece}`);
}

// Evenly, from the first to the last.
function spread(pieces: readonly string[]): readonly string[] {
  const last = MOST_PIECES - 1;
  if (pieces.length <= MOST_PIECES) return pieces;
  return Array.from({ length: MOST_PIECES }, (_, i) => pieces[Math.round((i * (pieces.length - 1)) / last)]!);
}

// Letters, digits and the two marks: nothing can be syntax.
function quote(piece: string): string {
  return `"${piece}"`;
}
