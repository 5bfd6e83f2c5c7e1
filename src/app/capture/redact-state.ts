import { redactText } from '../../redact/redact.ts';

/** A transcript reader's state (JSON) as it may be stored: calls and prompts that wait in it are redacted like any event. */
export function redactState(state: string): string {
  return state === ''
    ? state
    : JSON.stringify(JSON.parse(state, (_, value: unknown) => (typeof value === 'string' ? redactText(value) : value)));
}
