/** Texts for the rules of a family. A secret stands between `«` and `»`, where it is not the whole text. */
export interface Cases {
  readonly family: string;
  readonly secret: readonly string[];
  /** Look-alikes. */
  readonly other: readonly string[];
}

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SMALL = CAPITALS.toLowerCase();

/** Text that looks drawn at random from an alphabet, always the same. It is made here, so that no scanner finds it in a file. */
export function draw(alphabet: string, length: number): string {
  let state = length * 2654435761;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return alphabet[Math.floor((state / 2 ** 32) * alphabet.length)]!;
  }).join('');
}

/** Hexadecimal digits. */
export function hex(length: number): string {
  return draw(`${DIGITS}abcdef`, length);
}

/** Letters and digits. */
export function any(length: number): string {
  return draw(CAPITALS + SMALL + DIGITS, length);
}

/** Small letters and digits. */
export function low(length: number): string {
  return draw(SMALL + DIGITS, length);
}

/** Capitals and digits, without 0, 1, 8 and 9. */
export function base32(length: number): string {
  return draw(`${CAPITALS}234567`, length);
}

/** Letters. */
export function letters(length: number): string {
  return draw(CAPITALS + SMALL, length);
}

/** A UUID. */
export function uuid(): string {
  return [8, 4, 4, 4, 12].map(hex).join('-');
}

/** Look-alikes of a key with a prefix: within a word, cut off, crossed out. */
export function lookAlikes(prefix: string, body: string): readonly string[] {
  const short = body.slice(0, Math.min(8, body.length / 2));
  return [`x${prefix}${body}`, `${prefix}${short}`, `${prefix}${body.replaceAll(/[A-Za-z0-9]/g, 'x')}`];
}

/** The cases of keys that are a prefix and a body: alone, as the value of a variable, after escapes. */
export function keys(family: string, ...parts: readonly (readonly [prefix: string, body: string])[]): Cases {
  return {
    family,
    secret: parts.flatMap(([prefix, body]) => [
      prefix + body,
      `export X_1="«${prefix}${body}»" # x`,
      String.raw`a\n«${prefix}${body}»\n`,
      `?x%3D«${prefix}${body}»&y`,
    ]),
    other: parts.flatMap(([prefix, body]) => lookAlikes(prefix, body)),
  };
}
