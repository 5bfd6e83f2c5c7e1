import type { Event } from '../model/event.ts';
import { cut } from '../model/limits.ts';
import type { PassageRole } from '../ports/record.ts';

/** What the index of the record holds of an event. */
export interface IndexedPassage {
  readonly role: PassageRole;
  readonly text: string;
}

// In UTF-16 units. What a tool was told says what was done; of what it printed, only a failure is worth looking for.
const BOUNDS = {
  words: { head: 6000, tail: 2000 },
  input: { head: 1500, tail: 300 },
  failure: { head: 600, tail: 600 },
} as const;

/** The passage that an event is in the index of the record; undefined where it says nothing of its own. */
export function toPassage({ kind, text = '', call }: Pick<Event, 'kind' | 'text' | 'call'>): IndexedPassage | undefined {
  if (call !== undefined) {
    const told = [call.tool, ...leaves(call.input).map((leaf) => cut(leaf, BOUNDS.input))];
    return { role: 'tool', text: [...told, ...(call.failed ? [cut(call.output, BOUNDS.failure)] : [])].join('\n') };
  }
  const role = ROLES[kind];
  return role === undefined || text.trim() === '' ? undefined : { role, text: cut(text, BOUNDS.words) };
}

// A compaction repeats what was said before it.
const ROLES: Readonly<Partial<Record<Event['kind'], PassageRole>>> = {
  prompt: 'user',
  assistant_message: 'assistant',
  subagent_end: 'assistant',
};

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}
