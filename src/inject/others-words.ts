import { escapePattern } from '../model/escape-pattern.ts';
import type { Memory } from '../model/memory.ts';
import { quotedOf } from '../model/quoted.ts';
import { isForeign, nameSource } from '../model/source.ts';

/** Whether a memory may be told unasked: nobody but the user and the assistant named it, in a session of this user. */
export function mayBeTold(memory: Pick<Memory, 'authority' | 'content' | 'title'>): boolean {
  if (memory.authority === 'import') return false;
  const quoted = quotedOf(memory);
  return quoted.length === 0 ? !isForeign(memory.authority) : quoted.every(({ text }) => text !== memory.title);
}

/** A text of a memory without the words of others that are in it: what may be told unasked. */
export function withoutOthersWords(memory: Pick<Memory, 'content'>, text: string): string {
  return replaceQuoted(memory, text, () => '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** A text of a memory in which the words of others are marked: `«from the web: …»`. Not inert. */
export function markOthersWords(memory: Pick<Memory, 'content'>, text: string): string {
  return replaceQuoted(memory, text, (words, source) => `«from ${source}: ${words.replaceAll(/[«»]/g, '"')}»`);
}

function replaceQuoted({ content }: Pick<Memory, 'content'>, text: string, replace: (words: string, source: string) => string): string {
  const sources = new Map(quotedOf({ content }).map((quoted) => [quoted.text, nameSource(quoted.source)]));
  if (sources.size === 0) return text;
  // The longest first: a fact may hold a sentence that is quoted by itself as well.
  const longestFirst = [...sources.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escapePattern).join('|'), 'g');
  return text.replace(pattern, (words) => replace(words, sources.get(words)!));
}
