/**
 * Whether a word looks drawn at random from letters and digits, as keys are. Look-alikes do not: hashes and UUIDs (hexadecimal),
 * names in any writing, paths, versions, ids with the name of what they are an id of, text and pictures in base64, alphabets.
 */
export function looksRandom(word: string): boolean {
  if (!/\d\D*\d\D*\d/.test(word) || !/[A-Za-z]/.test(word)) return false;
  const rest = word.replace(SIGN_OR_HASH, '');
  if (rest.length < LEAST || rest.length < word.length * LEAST_SHARE) return false;
  return isMixed(rest, word.includes('.') ? 0.25 : 0.38) && !isKnown(word) && !hasSequence(word) && !isEncodedText(word);
}

const LEAST = 16;
const LEAST_SHARE = 0.75;
// Without capitals, or without small letters, ids of every kind look the same.
const LEAST_OF_ONE_CASE = 30;
const SIGN_OR_HASH = /[^A-Za-z\d]+|(?<![A-Za-z\d])(?=[A-Za-z\d]{7})(?:0x)?[\da-f]+(?![A-Za-z\d])/gi;
const HEXADECIMAL = /^(?:0x)?[\da-f]+(?:-[\da-f]+)*$/i;
const FILE = /^\.{1,2}\/|\.[a-z]{1,5}\d?\/?$/;
const HASH = /^(?:sha\d{1,3}|md5|h1|nonce)[-:=]/i;
const ULID = /^[0-7][\dA-HJKMNP-TV-Z]{25}$/;
// An id that says of what, unless it says that it is a key.
const TYPED_ID =
  /^(?!(?:sk|rk|pk|key|tok|token|sec|secret|pat|api|access|auth|priv|live|test)_)(?:(?:[a-z]{2,10}_){1,3}[A-Za-z\d]{14,28}|[A-Z]{1,5}_kw[\w-]+|[a-z]{2}-[A-Za-z\d]{20,24})$/;
// How pictures, archives, documents and certificates begin in base64.
const DATA = /^(?:iVBORw0|R0lGOD|\/9j\/|UEsDB|JVBERi|H4sI|eN[opq]|eJ[wxyz]|MII|PD94|PHN2|AAAA|d09G)/;

function isKnown(word: string): boolean {
  return [HEXADECIMAL, HASH, FILE, ULID, TYPED_ID, DATA].some((known) => known.test(word));
}

// At random, two of three places change between small letters, capitals and digits, and one of six characters stands in a run of
// small letters; in names and paths one of four changes, and most stand in such runs.
function isMixed(text: string, mostInRuns: number): boolean {
  const inRuns = (text.length - text.replace(/[a-z]{3,}/g, '').length) / text.length;
  // Most words are names, and end here.
  if (inRuns > 0.7) return false;
  const share = (text.match(/[a-z]+|[A-Z]+|\d+/g)!.length - 1) / (text.length - 1);
  const numbers = text.match(/\d+/g)?.length ?? 0;
  if (/[a-z]/.test(text) && /[A-Z]/.test(text)) return share >= 0.38 && inRuns <= mostInRuns && numbers >= 2;
  return share >= 0.24 && numbers >= 4 && text.length >= LEAST_OF_ONE_CASE;
}

// `abcdef`, `123456`, also with the cases in turn: an alphabet, an example.
function hasSequence(word: string): boolean {
  let run = 1;
  for (let at = 1; at < word.length; at += 1) {
    const step = (word.charCodeAt(at) | 32) - (word.charCodeAt(at - 1) | 32);
    run = step === 1 || (step === 0 && word[at] !== word[at - 1]) ? run + 1 : 1;
    if (run >= 6) return true;
  }
  return false;
}

// Base64 of what can be read is data; of what is random itself, a key.
function isEncodedText(word: string): boolean {
  const plain = decode(word);
  return (
    plain !== undefined &&
    /^[\x20-\x7e\s]+$/.test(plain) &&
    !plain.split(/[^\w+/=-]+/).some((part) => part.length > LEAST && looksRandom(part))
  );
}

function decode(word: string): string | undefined {
  try {
    return atob(word.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return undefined;
  }
}
