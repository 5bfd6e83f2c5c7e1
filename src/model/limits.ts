/** Every bound on what is kept of one event, in UTF-16 code units. A text longer than head + tail loses its middle. */
export const LIMITS = {
  prompt: { head: 16_000, tail: 4_000 },
  message: { head: 10_000, tail: 4_000 },
  toolInput: { head: 3_000, tail: 1_000 },
  toolOutput: { head: 3_000, tail: 2_000 },
} as const;

/** A bound: how much of the start and of the end of a text is kept. */
export interface Bound {
  readonly head: number;
  readonly tail: number;
}

/** Cuts the middle out of a text that is longer than its bound and marks the place. Never splits a surrogate pair. */
export function cut(text: string, { head, tail }: Bound): string {
  if (text.length <= head + tail) return text;
  const from = isLowSurrogate(text, head) ? head - 1 : head;
  const start = text.length - tail;
  const to = isLowSurrogate(text, start) ? start + 1 : start;
  return `${text.slice(0, from)}\n[… ${to - from} characters cut …]\n${text.slice(to)}`;
}

/** Whether a text was cut so. */
export function isCut(text: string): boolean {
  return /\[… \d+ characters cut …\]/.test(text);
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
