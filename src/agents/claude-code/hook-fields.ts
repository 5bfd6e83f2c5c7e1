import type { Event, EventKind } from '../../model/event.ts';
import { eventId } from '../event-id.ts';
import { AGENT_NAME } from './agent-name.ts';
import { asFields, asList, asText, type Fields, parseJson } from './loose-json.ts';

// A field longer than this is not parsed: the transcript tells the same, cut into slices.
const LONGEST_JSON = 32 * 1024 * 1024;

/** A hook's payload, whether its fields are JSON values (stdin of a command) or all texts (interpolated by the client). */
export interface HookFields {
  /** The hook's event, for instance `Stop`. */
  readonly name: string;
  readonly session: string;
  /** Empty before the first prompt, and from clients that do not tell. */
  readonly prompt: string;
  readonly agentId: string;
  readonly agentType: string;
  readonly at: number;
  text(field: string): string;
  /** A field that holds JSON. */
  json(field: string): unknown;
}

/** Makes sense of a payload. `undefined` where it names no session or no event. */
export function readHookFields(fields: Fields, at: number): HookFields | undefined {
  const text = (field: string): string => asText(fields[field]);
  const name = text('hook_event_name');
  const session = text('session_id').trim();
  if (name === '' || session === '' || session.length > 200) return undefined;
  return {
    name,
    session,
    prompt: text('prompt_id').slice(0, 200),
    agentId: text('agent_id').slice(0, 200),
    agentType: text('agent_type').slice(0, 200),
    at,
    text,
    json(field) {
      const value = fields[field];
      if (typeof value !== 'string') return value;
      return value.length > LONGEST_JSON ? undefined : parseJson(value);
    },
  };
}

/** An event that a hook tells of. `native` is the client's name for it. */
export function hookEvent(hook: HookFields, kind: EventKind, native: string, rest: Pick<Event, 'text' | 'call'>): Event {
  return {
    id: eventId(AGENT_NAME, hook.session, native),
    kind,
    agent: AGENT_NAME,
    session: hook.session,
    prompt: hook.prompt,
    at: hook.at,
    ...(hook.agentId === '' ? {} : { subagent: { id: hook.agentId, type: hook.agentType } }),
    ...rest,
  };
}

/** The fields of a list field's entries; what is no object is left out. */
export function listOfFields(value: unknown): readonly Fields[] {
  return asList(value)
    .map(asFields)
    .filter((entry) => entry !== undefined);
}
