import { type Bound, cut } from '../../model/limits.ts';
import { hasPrivateTag, redactPrivate } from '../../redact/private-spans.ts';

const LONGEST_WORD = 1_000;
const LONGEST_TAG = 50;
/** In UTF-16 code units: more than a model is shown of an output. */
export const LONGEST_LEFT_OUT: number = 160 * 1024;
// A sentence may go over the cut.
const BESIDE = 200;

/** A text as it is kept: cut to its bound, encoded bytes left out. Redaction comes later, and finds no halves of what it looks for. */
export function keptText(text: string, bound: Bound): string {
  if (text.length <= bound.head + bound.tail) return dropEncoded(text);
  const whole = betweenLines(text, bound);
  // Where the middle takes the start of a private span with it, what follows must not stay behind.
  return dropEncoded(losesTag(text, whole) ? `${cut(text, { ...whole, tail: 0 })}<private>` : cut(text, whole));
}

/**
 * What `keptText` leaves out of a text, with a little of what stands beside it, less where that is very long; undefined where it
 * leaves out nothing. Of a text with private spans it is all that is not in them: which that is only the whole tells.
 */
export function cutOut(text: string, bound: Bound): string | undefined {
  if (text.length <= bound.head + bound.tail) return undefined;
  if (hasPrivateTag(text)) return dropEncoded(redactPrivate(text).slice(0, LONGEST_LEFT_OUT));
  const { head, tail } = betweenLines(text, bound);
  // Whole lines: of a value without its name nobody would know that it is to be hidden.
  const before = text.slice(Math.max(0, head - BESIDE), head);
  const after = text.slice(text.length - tail, text.length - tail + BESIDE);
  const start = head - before.length + (before.includes('\n') ? before.indexOf('\n') + 1 : before.length);
  const end = text.length - tail + after.lastIndexOf('\n') + 1;
  return dropEncoded(text.slice(start, Math.min(end, start + LONGEST_LEFT_OUT)));
}

/** The note that stands for an image or another file whose bytes are not kept. `base64` tells how large it was. */
export function fileNote(kind: string, base64: string): string {
  return base64 === '' ? `[${kind}]` : `[${kind}, ${Math.max(1, Math.round((base64.length * 3) / 4 / 1024))} KB]`;
}

// A bound within this one that goes through no line, or where a line is long, through no word, or where a word is long, through no
// field of it: the half of a key would not be known for one.
function betweenLines(text: string, { head, tail }: Bound): Bound {
  const before = text.slice(Math.max(0, head - LONGEST_WORD), head);
  const after = text.slice(text.length - tail, text.length - tail + LONGEST_WORD);
  const line = { end: before.lastIndexOf('\n'), start: after.indexOf('\n') };
  const end = line.end < 0 ? lastEnd(before) : line.end;
  const start = line.start < 0 ? firstStart(after) : line.start + 1;
  return { head: head - (before.length - end), tail: tail - start };
}

// Between words, then between fields, so that a value stays with its name, then at what no key has in it.
const BETWEEN = [/\s/, /[,;&{}]/, /["'`<>()[\]|]/];

function lastEnd(text: string): number {
  return BETWEEN.reduce((end, sign) => (end > 0 ? end : endAfter(text, sign)), 0);
}

function endAfter(text: string, sign: RegExp): number {
  let end = text.length;
  while (end > 0 && !sign.test(text[end - 1]!)) end -= 1;
  return end;
}

function firstStart(text: string): number {
  const at = BETWEEN.map((sign) => text.search(sign)).find((found) => found >= 0);
  return at === undefined ? text.length : at + (/\s/.test(text[at]!) ? 0 : 1);
}

function losesTag(text: string, { head, tail }: Bound): boolean {
  const middle = text.slice(Math.max(0, head - LONGEST_TAG), text.length - tail + LONGEST_TAG);
  return hasPrivateTag(middle);
}

function dropEncoded(text: string): string {
  if (text.length < LONGEST_WORD) return text;
  // The end of an escaped tag is not the start of what follows it.
  return text.replace(/\\u[\da-f]{4}|[\w+/-]+={0,2}/gi, (word) => (isEncoded(word) ? '[encoded bytes]' : word));
}

function isEncoded(word: string): boolean {
  return word.length >= LONGEST_WORD && [/\d/, /[a-z]/, /[A-Z]/].every((kind) => kind.test(word));
}
