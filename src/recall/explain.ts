import type { Memory } from '../model/memory.ts';
import { shorten } from '../model/shorten.ts';
import { describeSource } from '../model/source.ts';
import { describeStatus } from '../model/status.ts';
import type { FileAffinity } from './file-affinity.ts';
import type { FoundBy } from './fuse.ts';
import { occurrences } from './occurrences.ts';

/** What spoke for a match and against it. */
export interface Reasons {
  /** The words and names of the query. */
  readonly words: readonly string[];
  /** What found it where its own words did not. */
  readonly foundBy: readonly FoundBy[];
  readonly affinity: FileAffinity;
  /** 1 for what just happened, falling with age. */
  readonly recency: number;
}

/** Says in a line of at most 120 characters why a memory is among the hits, the strongest reason first. */
export function explain(memory: Memory, { words, foundBy, affinity, recency }: Reasons): string {
  const reasons = [
    ...findWords(memory, words),
    ...foundBy.map((by) => FOUND_BY[by]),
    ...(memory.status === 'active' ? [] : [describeStatus(memory.status)]),
    ...(affinity === 'none' ? [] : [`${affinity} the file`]),
    memory.authority === 'user' ? 'said by the user' : describeSource(memory.authority),
    `recency ${recency.toFixed(1)}`,
  ];
  return shorten(reasons.join('; '), LONGEST);
}

const LONGEST = 120;

const FOUND_BY: Readonly<Record<FoundBy, string>> = {
  turn: 'in its turn',
  neighbours: 'beside its turn',
  meaning: 'near in meaning',
};

// Each word where it weighs most.
function findWords(memory: Memory, words: readonly string[]): readonly string[] {
  const found: string[] = [];
  let missing = words;
  for (const [field, text] of fields(memory)) {
    const here = new Set(occurrences(missing, text));
    if (here.size > 0) found.push(`${field}: ${[...here].join(' ')}`);
    missing = missing.filter((word) => !here.has(word));
  }
  return found;
}

function fields(memory: Memory): readonly (readonly [string, string])[] {
  return [
    ['title', memory.title],
    ['files', [...memory.filesModified, ...memory.filesRead].join('\n')],
    ['facts', memory.facts.join('\n')],
    ['text', `${memory.subtitle}\n${memory.narrative}`],
    ['concepts', memory.concepts.join('\n')],
  ];
}
