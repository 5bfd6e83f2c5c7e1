/** Whether a text repeats itself too much to be a key that somebody was given: `xxxx-xxxx`, `1231231231`. A look at its beginning. */
export function isPlaceholder(text: string): boolean {
  return bitsPerCharacter(text.slice(0, LOOKED_AT)) < LEAST_BITS;
}

/** The Shannon entropy of a text: 0 for one character repeated, 4 for all hexadecimal digits alike. Linear in its length. */
export function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const LOOKED_AT = 100;
// Of texts of 32 random hexadecimal digits, one in twenty thousand lies below.
const LEAST_BITS = 2.95;
