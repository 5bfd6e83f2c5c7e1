import type { Event } from '../../model/event.ts';

/**
 * A transcript reader's state (JSON) as it may be stored: events that wait in it are redacted like any other; where it has the name
 * of the branch, that is `stored` instead.
 */
export function redactState(state: string, redact: (event: Event) => Event, branch?: string, stored?: string): string {
  if (state === '') return state;
  return JSON.stringify(JSON.parse(state), (_, value: unknown) => (isEvent(value) ? redact(value) : value === branch ? stored : value));
}

/** Whether a value in a state is an event. */
export function isEvent(value: unknown): value is Event {
  if (typeof value !== 'object' || value === null) return false;
  return ['id', 'kind', 'session', 'prompt'].every((field) => typeof (value as Record<string, unknown>)[field] === 'string');
}
