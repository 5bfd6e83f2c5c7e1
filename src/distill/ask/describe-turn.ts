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
// The most that is told of one turn, in UTF-16 units of JSON.
const LONGEST_STORY = 24_000;
// Shorter texts are not worth a reference.
const WORTH_REFERRING = 60;

/** An event as a model is told it. */
export type Told = Readonly<Record<string, unknown>>;

/**
 * The story of a turn for a model, at most 24,000 characters of JSON: each event cut to what tells something, a text that comes
 * again told once. Where all of it is still too much, what was merely looked at is left out first, then commands, then changes, then
 * failures, then words; of each the middle of the turn.
 */
export function describeTurn({ events }: Turn): readonly Told[] {
  return tellOnce(shorten(events.map(describeEvent), events.map(weigh)));
}

function describeEvent({ kind, text, call }: Event): Told {
  if (call === undefined) return { kind, text: cut(text ?? '', BOUNDS.words) };
  return {
    tool: call.tool,
    input: cut(JSON.stringify(call.input), BOUNDS.input),
    output: cut(call.output, call.failed ? BOUNDS.failure : BOUNDS.output),
    ...(call.failed ? { failed: true } : {}),
  };
}

// A file that was read four times is told once.
function tellOnce(events: readonly Told[]): readonly Told[] {
  const texts = new Map<unknown, number>();
  const tell = (value: unknown, index: number): unknown => {
    if (typeof value !== 'string' || value.length < WORTH_REFERRING) return value;
    const before = texts.get(value);
    if (before === undefined) texts.set(value, index + 1);
    return before === undefined ? value : `(the same as in event ${before})`;
  };
  return events.map((event, index) => Object.fromEntries(Object.entries(event).map(([name, value]) => [name, tell(value, index)])));
}

// 0 tells most.
function weigh({ call }: Event): number {
  if (call === undefined) return 0;
  if (call.failed) return 1;
  const names = Object.keys(call.input);
  if (names.some((name) => CHANGES.test(name))) return 2;
  return names.some((name) => COMMANDS.test(name)) ? 3 : 4;
}

// What the arguments of tools are called that change something, and of those that run something.
const CHANGES = /^(?:old_?str(?:ing)?|new_?str(?:ing)?|new_?(?:source|text)|content|contents|edits|patch|diff|file_?text)$/i;
const COMMANDS = /^(?:command|cmd|script|code)$/i;
// For saying how much is left out.
const MARKS = 2000;

// How a turn began and how it ended say most about it.
function shorten(events: readonly Told[], weights: readonly number[]): readonly Told[] {
  const sizes = events.map((event) => JSON.stringify(event).length);
  if (sizes.reduce((sum, size) => sum + size, 0) <= LONGEST_STORY) return events;
  const fromEnd = (index: number): number => Math.min(index, events.length - 1 - index);
  const order = events.map((_, index) => index).toSorted((a, b) => weights[a]! - weights[b]! || fromEnd(a) - fromEnd(b));
  let left = LONGEST_STORY - MARKS;
  const kept = new Set<number>();
  for (const index of order) {
    if (sizes[index]! > left) break;
    left -= sizes[index]!;
    kept.add(index);
  }
  return joinKept(events, kept);
}

function joinKept(events: readonly Told[], kept: ReadonlySet<number>): readonly Told[] {
  const told: Told[] = [];
  let leftOut = 0;
  for (const [index, event] of [...events.entries(), [events.length, undefined] as const]) {
    if (event !== undefined && !kept.has(index)) {
      leftOut += 1;
      continue;
    }
    if (leftOut > 0) told.push({ left_out: leftOut });
    leftOut = 0;
    if (event !== undefined) told.push(event);
  }
  return told;
}
