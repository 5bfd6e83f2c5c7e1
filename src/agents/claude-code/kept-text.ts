import { type Bound, cut } from '../../model/limits.ts';

const LONGEST_WORD = 1_000;
const LONGEST_TAG = 50;
const LONGEST_LEFT_OUT = 512 * 1024;
const PRIVATE_TAG = /(?:<|lt;|60;|x3c;|u003c)\s*private/i;

/** A text as it is kept: cut to its bound, encoded bytes left out. Redaction comes later, and finds no halves of what it looks for. */
export function keptText(text: string, bound: Bound): string {
  if (text.length <= bound.head + bound.tail) return dropEncoded(text);
  const whole = betweenLines(text, bound);
  // Where the middle takes the start of a private span with it, what follows must not stay behind.
  return dropEncoded(losesTag(text, whole) ? `${cut(text, { ...whole, tail: 0 })}<private>` : cut(text, whole));
}

/**
 * What `keptText` leaves out of a text, less where that is very long; undefined where it leaves out nothing, or the text has a private
 * span anywhere: which of it is private only the whole tells.
 */
export function cutOut(text: string, bound: Bound): string | undefined {
  if (text.length <= bound.head + bound.tail || PRIVATE_TAG.test(text)) return undefined;
  const { head, tail } = betweenLines(text, bound);
  return dropEncoded(text.slice(head, Math.min(text.length - tail, head + LONGEST_LEFT_OUT)));
}

/** The note that stands for an image or another file whose bytes are not kept. `base64` tells how large it was. */
export function fileNote(kind: string, base64: string): string {
  return base64 === '' ? `[${kind}]` : `[${kind}, ${Math.max(1, Math.round((base64.length * 3) / 4 / 1024))} KB]`;
}

// A bound within this one that goes through no line, or where a line is long, through no word: the half of a key would not
// be known for one.
function betweenLines(text: string, { head, tail }: Bound): Bound {
  const before = text.slice(Math.max(0, head - LONGEST_WORD), head);
  const after = text.slice(text.length - tail, text.length - tail + LONGEST_WORD);
  const line = { end: before.lastIndexOf('\n'), start: after.indexOf('\n') };
  const end = line.end < 0 ? endOfWords(before) : line.end;
  const start = line.start < 0 ? (/^\S*/.exec(after)?.[0].length ?? 0) : line.start + 1;
  return { head: head - (before.length - end), tail: tail - start };
}

function endOfWords(text: string): number {
  let end = text.length;
  while (end > 0 && !/\s/.test(text[end - 1]!)) end -= 1;
  return end;
}

function losesTag(text: string, { head, tail }: Bound): boolean {
  const middle = text.slice(Math.max(0, head - LONGEST_TAG), text.length - tail + LONGEST_TAG);
  return PRIVATE_TAG.test(middle);
}

function dropEncoded(text: string): string {
  if (text.length < LONGEST_WORD) return text;
  return text.replace(/[\w+/-]+={0,2}/g, (word) => (isEncoded(word) ? '[encoded bytes]' : word));
}

function isEncoded(word: string): boolean {
  return word.length >= LONGEST_WORD && [/\d/, /[a-z]/, /[A-Z]/].every((kind) => kind.test(word));
}
