/**
 * The words inside one camelCase, PascalCase or digit-mixed word, in order and in the case they were written:
 * `parseHTTPHeaders2` gives `parse HTTP Headers 2`. A word with nothing to split comes back alone.
 *
 * A single letter is never a part: it stays with its neighbour (`gRPC`, `xPos`, `E0308`, `i18n`). Hashes and other
 * random strings are not split.
 */
export function splitIdentifier(word: string): readonly string[] {
  if (SIMPLE.test(word) || word.length < SHORTEST || word.length > LONGEST || HASH.test(word)) return [word];
  const parts = joinLetters(word.match(PART) ?? [word]);
  return looksRandom(word, parts) ? [word] : parts;
}

// Most words of any text.
const SIMPLE = /^(?:[A-Z]?[a-z]+|[A-Z]+|[0-9]+)$/;
// `k8s`, `s3`, `v8`, `u64` are words of their own.
const SHORTEST = 4;
// Longer ones are encoded bytes, not names.
const LONGEST = 64;

// In this order: IDs, URLs · HTTP before Server · Server, server · digits · letters without case · a lone capital.
const PART = /\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|[^\p{Lu}\p{Ll}\p{N}]+|\p{Lu}/gu;
const HASH = /^(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{7,}$/i;

function joinLetters(parts: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let letter = '';
  for (const part of parts) {
    if (isOneLetter(part)) letter += part;
    else {
      joined.push(letter + part);
      letter = '';
    }
  }
  if (letter !== '') joined.push((joined.pop() ?? '') + letter);
  return joined;
}

function isOneLetter(part: string): boolean {
  return part.length === 1 && !/\p{N}/u.test(part);
}

// Names have parts of four letters and more on average; base64 and random ids change case and class all the time.
function looksRandom(word: string, parts: readonly string[]): boolean {
  return parts.length >= 5 && word.length / parts.length < 3;
}
