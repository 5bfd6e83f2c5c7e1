import { type Bound, cut } from '../../model/limits.ts';

const LONGEST_WORD = 1_000;
const LONGEST_TAG = 50;

/** A text as it is kept: cut to its bound, encoded bytes left out. */
export function keptText(text: string, bound: Bound): string {
  return dropEncoded(cut(text, losesTag(text, bound) ? { head: bound.head, tail: 0 } : bound));
}

/** The note that stands for an image or another file whose bytes are not kept. `base64` tells how large it was. */
export function fileNote(kind: string, base64: string): string {
  return base64 === '' ? `[${kind}]` : `[${kind}, ${Math.max(1, Math.round((base64.length * 3) / 4 / 1024))} KB]`;
}

// Redaction comes later. Where the middle takes the start of a private span with it, what follows must not stay behind.
function losesTag(text: string, { head, tail }: Bound): boolean {
  if (text.length <= head + tail) return false;
  const middle = text.slice(Math.max(0, head - LONGEST_TAG), text.length - tail + LONGEST_TAG);
  return /(?:<|lt;|60;|x3c;|u003c)\s*private/i.test(middle);
}

function dropEncoded(text: string): string {
  if (text.length < LONGEST_WORD) return text;
  return text.replace(/[\w+/-]+={0,2}/g, (word) => (isEncoded(word) ? '[encoded bytes]' : word));
}

function isEncoded(word: string): boolean {
  return word.length >= LONGEST_WORD && [/\d/, /[a-z]/, /[A-Z]/].every((kind) => kind.test(word));
}
