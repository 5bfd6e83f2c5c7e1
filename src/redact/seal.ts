import type { Event, ToolCall } from '../model/event.ts';
import { PRIVATE_MARK } from './private-spans.ts';
import { hideValues } from './private-values.ts';

/** The event without anything that was said or done: that it happened stays, and which tool was called. */
export function sealEvent(event: Event): Event {
  const { text, call } = event;
  return {
    ...event,
    ...(text === undefined || text === '' ? {} : { text: PRIVATE_MARK }),
    ...(call === undefined ? {} : { call: { ...call, input: {}, output: PRIVATE_MARK } }),
  };
}

/** The event without what its tool or its subagent answered. */
export function withhold(event: Event): Event {
  if (event.kind === 'subagent_end') return sealEvent(event);
  return event.call === undefined ? event : { ...event, call: { ...event.call, output: PRIVATE_MARK } };
}

/** The event without these values, wherever they stand. */
export function hideIn(event: Event, values: readonly string[]): Event {
  const { text, call } = event;
  if (values.length === 0) return event;
  return {
    ...event,
    ...(text === undefined ? {} : { text: hideValues(text, values) }),
    ...(call === undefined ? {} : { call: hideInCall(call, values) }),
  };
}

function hideInCall(call: ToolCall, values: readonly string[]): ToolCall {
  const input = hideInValue(call.input, values) as ToolCall['input'];
  return { ...call, input, output: hideValues(call.output, values) };
}

// As deep as redaction lets it be.
function hideInValue(value: unknown, values: readonly string[]): unknown {
  if (typeof value === 'string') return hideValues(value, values);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => hideInValue(item, values));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [hideValues(key, values), hideInValue(item, values)]));
}
