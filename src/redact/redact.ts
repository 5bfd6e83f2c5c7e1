import type { Event, ToolCall } from '../model/event.ts';
import { mapTexts } from '../model/map-texts.ts';
import { sampleShingles } from '../model/shingles/shingles.ts';
import { redactPrivate } from './private-spans.ts';
import { hideNamed, redactSecrets } from './redact-secrets.ts';

/** Takes out of a text what must not be stored or sent. Linear in its length; a text with nothing to hide is returned as it is. */
export function redactText(text: string): string {
  return STAGES.reduce((redacted, stage) => stage(redacted), text);
}

/** An event without what must not be stored: in its text, the type of its subagent, and anywhere in its tool call. */
export function redactEvent(event: Event): Event {
  const { text, call, subagent } = event;
  return {
    ...event,
    ...(text === undefined ? {} : { text: redactText(text) }),
    ...(subagent === undefined ? {} : { subagent: { ...subagent, type: redactText(subagent.type) } }),
    ...(call === undefined ? {} : { call: redactCall(call) }),
  };
}

// In this order. What the user marked goes first: it is gone whatever it looks like, and no later stage can split a tag.
const STAGES: readonly ((text: string) => string)[] = [redactPrivate, redactSecrets];

// Deeper than the input of any tool. What lies below is not kept, for nobody has looked at it.
const DEEPEST = 32;
const TOO_DEEP = '[too deep]';

// Of what a call leaves out nothing stays but what recognises it.
function redactCall({ leftOut, ...call }: ToolCall): ToolCall {
  const redacted = { ...call, tool: redactText(call.tool), input: redactEntries(call.input, 0), output: redactText(call.output) };
  return leftOut === undefined ? redacted : { ...redacted, shingles: { ...call.shingles, ...mapTexts(leftOut, sampleRedacted) } };
}

function sampleRedacted(text: string): string {
  return sampleShingles(redactText(text));
}

function redactEntries(input: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(input);
  // A list of variables: `{ name: 'DB_PASSWORD', value: 'x' }`.
  const named = entries.find(([key, value]) => NAME.test(key) && typeof value === 'string')?.[1] as string | undefined;
  return Object.fromEntries(
    entries.map(([key, value]) => {
      const name = key === 'value' ? (named ?? key) : key;
      return [redactText(key), hideNamed(name, redactValue(value, depth + 1, name))];
    }),
  );
}

const NAME = /^(?:name|key|variable)$/i;

// `name`: of the field that it is in.
function redactValue(value: unknown, depth: number, name: string): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return TOO_DEEP;
  return Array.isArray(value)
    ? value.map((item, at) => hideNamed(nameInList(value, at) ?? name, redactValue(item, depth + 1, name)))
    : redactEntries(value, depth);
}

// `['--password', 'x']`.
function nameInList(list: readonly unknown[], at: number): string | undefined {
  const before = list[at - 1];
  return isFlagAlone(before) && !isFlagAlone(list[at]) ? before : undefined;
}

// Not with its value, as in `--password=x`.
function isFlagAlone(value: unknown): value is string {
  return typeof value === 'string' && /^--?[A-Za-z][\w-]*$/.test(value);
}
