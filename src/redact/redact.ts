import type { Event } from '../model/event.ts';
import { redactPrivate } from './private-spans.ts';

// Deeper than any tool's input; what lies below is not kept.
const DEEPEST = 32;

/** The stages of redaction, in order: what the user marked as private goes first, for it may hold anything. */
const STAGES: readonly ((text: string) => string)[] = [redactPrivate];

/** Takes out of a text what must not be stored. Linear in its length; a text with nothing to hide is returned as it is. */
export function redactText(text: string): string {
  return STAGES.reduce((redacted, stage) => stage(redacted), text);
}

/** An event without what must not be stored, in its text and in the input and output of its tool call. */
export function redactEvent(event: Event): Event {
  const { text, call } = event;
  return {
    ...event,
    ...(text === undefined ? {} : { text: redactText(text) }),
    ...(call === undefined
      ? {}
      : { call: { ...call, input: redactValue(call.input, 0) as Record<string, unknown>, output: redactText(call.output) } }),
  };
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redactText(key), redactValue(item, depth + 1)]));
}
