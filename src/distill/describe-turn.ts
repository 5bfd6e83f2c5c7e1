import type { Event, Turn } from '../model/event.ts';
import { type Bound, cut } from '../model/limits.ts';
import type { MemoryDraft } from '../model/memory.ts';

// In UTF-16 units. A model is told the story of a turn, not all that its tools printed.
const BOUNDS = {
  words: { head: 3000, tail: 1000 },
  input: { head: 600, tail: 200 },
  output: { head: 400, tail: 400 },
  failure: { head: 1000, tail: 1000 },
} as const satisfies Record<string, Bound>;
const LONGEST_STORY = 40_000;

/**
 * What a model is asked about a turn, as JSON: `{ turn: { events }, memories }`. `memories` are those that were made without
 * it. At most 40,000 characters of story; where it is longer, the middle of it is left out.
 */
export function describeTurn({ events }: Turn, drafts: readonly MemoryDraft[]): string {
  const memories = drafts.map(({ slot, type, title, subtitle, narrative, facts, concepts }) => ({
    slot,
    type,
    title,
    subtitle,
    narrative,
    facts,
    concepts,
  }));
  return JSON.stringify({ turn: { events: shorten(events.map(describeEvent)) }, memories });
}

function describeEvent({ kind, text, call }: Event): object {
  if (call === undefined) return { kind, text: cut(text ?? '', BOUNDS.words) };
  const output = cut(call.output, call.failed ? BOUNDS.failure : BOUNDS.output);
  return { kind, tool: call.tool, input: cut(JSON.stringify(call.input), BOUNDS.input), output, failed: call.failed };
}

// How a turn began and how it ended say most about it.
function shorten(events: readonly object[]): readonly object[] {
  const sizes = events.map((event) => JSON.stringify(event).length);
  let [from, to, left] = [0, events.length, LONGEST_STORY];
  for (let takeFirst = true; from < to; takeFirst = !takeFirst) {
    const size = sizes[takeFirst ? from : to - 1]!;
    if (size > left) break;
    left -= size;
    if (takeFirst) from += 1;
    else to -= 1;
  }
  return from === to ? events : [...events.slice(0, from), { kind: 'left_out', events: to - from }, ...events.slice(to)];
}
