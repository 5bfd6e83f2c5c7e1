import { bigrams } from '../model/bigrams.ts';
import { identifiers, join } from '../model/identifier.ts';
import type { Identifier } from '../model/identifier.ts';
import { fold } from '../model/word.ts';

/**
 * The terms that SQLite's `unicode61` does not find in a text by itself, for a column beside the raw text: the parts of
 * identifiers, the words they make when written as one, pairs of characters for scripts without spaces, and words whose
 * spelling or surroundings unicode61 reads otherwise than we do. A line holds terms that were adjacent; no line comes
 * twice; at most 40,000 terms. Linear in the length of the text.
 */
export function indexTerms(text: string): string {
  const lines = new Set<string>();
  let count = 0;
  for (const identifier of identifiers(text)) {
    for (const terms of missing(identifier)) {
      const line = terms.join(' ');
      if (lines.has(line)) continue;
      lines.add(line);
      count += terms.length;
    }
    if (count >= MOST_TERMS) break;
  }
  return [...lines].join('\n');
}

// A memory has hundreds. A megabyte of code has about as many names as this; what follows is found by the raw text.
const MOST_TERMS = 20_000;

function missing(identifier: Identifier): readonly (readonly string[])[] {
  const { words, parts } = identifier;
  if (words[0]!.unspaced) return [bigrams(parts[0]!).slice(0, MOST_TERMS)];
  const lines: (readonly string[])[] = [];
  if (!words.every((word) => word.plain)) lines.push(words.map((word) => fold(word.text)));
  if (parts.length > words.length) lines.push(parts);
  const joined = joins(identifier);
  if (joined.length > 0) lines.push(joined);
  return lines;
}

// Neighbouring parts are joined as well: `getFileNameFrom` is found by `filename`. One camelCase word is its own whole.
function joins({ words, parts }: Identifier): readonly string[] {
  const whole = words.length > 1 ? [parts] : [];
  const pairs = parts.length > 2 ? parts.slice(1).map((part, i) => [parts[i]!, part]) : [];
  return [...whole, ...pairs].map(join).filter((term) => term !== undefined);
}
