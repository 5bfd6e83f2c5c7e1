/** Words in a row that are looked for and remembered. */
export const GRAM = 4;

/** The rows of words of a text: a table of hashes of 32 bits, for a text is asked for far more often than it is read. */
export type Grams = Uint32Array;

/** The hashes of each `GRAM` words in a row. */
export function hashGrams(words: readonly string[]): readonly number[] {
  const hashes = words.map(hashWord);
  return Array.from({ length: Math.max(0, words.length - GRAM + 1) }, (_, at) => {
    let hash = 0;
    for (let next = at; next < at + GRAM; next += 1) hash = Math.imul(hash ^ hashes[next]!, PRIME) + (hash >>> 15);
    // 0 is an empty place.
    return hash >>> 0 || 1;
  });
}

/** A table of these hashes, at most half full. */
export function tabulate(hashes: readonly number[]): Grams {
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(4, hashes.length * 2))));
  for (const hash of hashes) table[placeOf(table, hash)] = hash;
  return table;
}

/** Whether all of them are in it. */
export function hasAll(table: Grams, hashes: readonly number[]): boolean {
  for (const hash of hashes) if (table[placeOf(table, hash)] !== hash) return false;
  return true;
}

// FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

function hashWord(word: string): number {
  let hash = OFFSET;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), PRIME);
  return hash;
}

// Where it stands, or would.
function placeOf(table: Grams, hash: number): number {
  const mask = table.length - 1;
  let at = (hash ^ (hash >>> 16)) & mask;
  while (table[at] !== 0 && table[at] !== hash) at = (at + 1) & mask;
  return at;
}
