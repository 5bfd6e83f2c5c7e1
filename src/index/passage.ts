import type { Event } from '../model/event.ts';
import { cut } from '../model/limits.ts';

// In UTF-16 units. What a tool was told says what was done; of what it printed, only a failure is worth looking for.
const BOUNDS = {
  words: { head: 6000, tail: 2000 },
  input: { head: 1500, tail: 300 },
  failure: { head: 600, tail: 600 },
} as const;

/** What the index of the record holds of an event; undefined where it says nothing of its own. */
export function toPassage({ kind, text = '', call }: Pick<Event, 'kind' | 'text' | 'call'>): string | undefined {
  if (call !== undefined) {
    const told = [call.tool, ...leaves(call.input).map((leaf) => cut(leaf, BOUNDS.input))];
    return [...told, ...(call.failed ? [cut(call.output, BOUNDS.failure)] : [])].join('\n');
  }
  return WORDS.includes(kind) && text.trim() !== '' ? cut(text, BOUNDS.words) : undefined;
}

// A compaction repeats what was said before it.
const WORDS: readonly Event['kind'][] = ['prompt', 'assistant_message', 'subagent_end'];

/** The kinds of events that may have a passage. */
export const SPEAKING: readonly Event['kind'][] = [...WORDS, 'tool_call'];

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}
