import type { Event, ToolCall } from '../model/event.ts';
import { mapTexts } from '../model/map-texts.ts';
import { PRIVATE_MARK } from '../model/private-mark.ts';

/** The event without anything that was said or done: that it happened stays, and which tool was called. */
export function sealEvent(event: Event): Event {
  const { text, call } = event;
  return {
    ...event,
    ...(text === undefined || text === '' ? {} : { text: PRIVATE_MARK }),
    ...(call === undefined ? {} : { call: { ...withholdOutput(call), input: {} } }),
  };
}

/** The event without what its tool or its subagent answered. */
export function withhold(event: Event): Event {
  if (event.kind === 'subagent_end') return sealEvent(event);
  return event.call === undefined ? event : { ...event, call: withholdOutput(event.call) };
}

function withholdOutput({ tool, input, failed }: ToolCall): ToolCall {
  return { tool, input, output: PRIVATE_MARK, failed };
}

/** The event with something done to every text in it: what was said, and the input and output of its call. */
export function hideIn(event: Event, hide: (text: string) => string): Event {
  const { text, call } = event;
  return {
    ...event,
    ...(text === undefined ? {} : { text: hide(text) }),
    ...(call === undefined ? {} : { call: hideInCall(call, hide) }),
  };
}

function hideInCall(call: ToolCall, hide: (text: string) => string): ToolCall {
  const { input, output, leftOut } = call;
  const hidden = { ...call, input: hideInFields(input, hide), output: hide(output) };
  return leftOut === undefined ? hidden : { ...hidden, leftOut: mapTexts(leftOut, hide) };
}

function hideInFields(fields: object, hide: (text: string) => string): ToolCall['input'] {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [hide(key), hideInValue(value, hide)]));
}

// As deep as an agent's adapter lets it be. A number is as private as its digits.
function hideInValue(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (typeof value === 'number') return hide(String(value)) === String(value) ? value : hide(String(value));
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map((item) => hideInValue(item, hide)) : hideInFields(value, hide);
}
