import type { Event } from '../model/event.ts';
import { redactEvent } from '../redact/redact.ts';

/** A transcript reader's state (JSON) as it may be stored: events that wait in it are redacted like any other. */
export function redactState(state: string): string {
  return state === '' ? state : JSON.stringify(JSON.parse(state, (_, value: unknown) => (isEvent(value) ? redactEvent(value) : value)));
}

function isEvent(value: unknown): value is Event {
  return typeof value === 'object' && value !== null && 'id' in value && 'kind' in value && 'session' in value;
}
