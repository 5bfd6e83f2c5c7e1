import type { Said } from '../evidence/said.ts';
import { withoutQuotes } from '../evidence/own-words.ts';

/** A sentence of the user's or the assistant's that lays something down, and what it was recognised by. */
export interface Statement extends Said {
  readonly confidence: number;
  /** What follows "because", else empty. */
  readonly reason: string;
}

const OPENINGS =
  /^(?:(?:ok(?:ay)?|yes|yeah|no|nope|great|thanks|thank you|perfect|hmm+|oh|btw|fyi|note|one more thing|important|please note|remember)[,.:;!-]+\s+|(?:so|and|but|also|please|pls)[,:]?\s+){0,4}/i;
const REASON = /\b(?:because|since|so that|as it|as we|to avoid|otherwise|in order to|that way)\b.{5,}$/i;
const MIN = 10;
const MAX = 300;

/** A sentence as it is matched against patterns: quotations out, openings off. `undefined`: not a statement at all. */
export function sayable({ text }: Said): string | undefined {
  if (text.length < MIN || text.length > MAX) return undefined;
  const bare = withoutOpenings(withoutQuotes(text));
  return bare.length < MIN ? undefined : bare;
}

/** A sentence without the "ok, and also please" it opens with. */
export function withoutOpenings(text: string): string {
  return text.replace(OPENINGS, '').trim();
}

/** The reason a sentence gives for itself, or empty. */
export function reasonIn(text: string): string {
  return REASON.exec(text)?.[0].replace(/[.!]+$/, '') ?? '';
}
