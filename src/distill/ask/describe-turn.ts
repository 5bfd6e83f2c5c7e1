import type { Event, Turn } from '../../model/event.ts';
import { type Bound, cut } from '../../model/limits.ts';

// In UTF-16 units. A model is told the story of a turn, not all that its tools printed: words first, then what failed, then what
// was done; what was merely read or printed comes last.
const BOUNDS = {
  words: { head: 2000, tail: 1000 },
  input: { head: 400, tail: 100 },
  output: { head: 150, tail: 150 },
  failure: { head: 400, tail: 800 },
} as const satisfies Record<string, Bound>;
/** The most that is told of one turn, in UTF-16 units of JSON. */
export const LONGEST_STORY = 24_000;
// Shorter texts are not worth a reference.
const WORTH_REFERRING = 60;

/** An event as a model is told it. */
export type Told = Readonly<Record<string, unknown>>;

/**
 * The story of a turn for a model, at most 24,000 characters of JSON: each event cut to what tells something, a text that comes
 * again told once, and the middle of the turn left out where all of it is still too much.
 */
export function describeTurn({ events }: Turn): readonly Told[] {
  const texts = new Map<string, number>();
  return shorten(events.map((event, index) => describeEvent(event, (text, bound) => once(texts, index + 1, text, bound))));
}

type Tell = (text: string, bound: Bound) => string;

function describeEvent({ kind, text, call }: Event, tell: Tell): Told {
  if (call === undefined) return { kind, text: tell(text ?? '', BOUNDS.words) };
  return {
    tool: call.tool,
    input: tell(JSON.stringify(call.input), BOUNDS.input),
    output: tell(call.output, call.failed ? BOUNDS.failure : BOUNDS.output),
    ...(call.failed ? { failed: true } : {}),
  };
}

// A file that was read four times is told once.
function once(texts: Map<string, number>, index: number, text: string, bound: Bound): string {
  if (text.length < WORTH_REFERRING) return text;
  const before = texts.get(text);
  if (before !== undefined) return `(the same as in event ${before})`;
  texts.set(text, index);
  return cut(text, bound);
}

// How a turn began and how it ended say most about it.
function shorten(events: readonly Told[]): readonly Told[] {
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
