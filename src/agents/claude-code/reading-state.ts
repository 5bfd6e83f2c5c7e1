import type { Event } from '../../model/event.ts';
import { asFields, asList, asText, parseFields } from './loose-json.ts';

/**
 * What has to be remembered between two slices of a transcript. It is stored as JSON. Whatever anybody said or did is in
 * `pending` alone, as events, so that whoever stores it can redact those as it does the finished ones.
 */
export interface ReadingState {
  session: string;
  cwd: string;
  branch: string;
  /** The last line's time, for lines that have none. */
  at: number;
  /** What groups events into turns: the client's id of the prompt, or the uuid of its line where there is none. */
  prompt: string;
  /** Whether `prompt` is the client's id, which hooks know as well. */
  keyed: boolean;
  /** The client's prompt id on the last line that had one. */
  promptId: string;
  /** Whether the lines being read were copied from the session that this one forked from; unknown up to the first answer. */
  provenance: 'unknown' | 'own' | 'copied';
  agentType: string;
  pending: Pending[];
}

/**
 * An event that waits for a later line: `held` prompts for the answer that tells whether they are copies, `queued` ones
 * (typed while the agent worked) for what became of them, `taken` ones for the line they come back in, a `shell` command
 * and an `open` tool call for the result.
 */
export interface Pending {
  readonly stage: 'held' | 'queued' | 'taken' | 'shell' | 'open';
  readonly event: Event;
}

/** The state that a text holds; that of a transcript's start for an empty or broken one. */
export function parseState(text: string): ReadingState {
  const fields = parseFields(text) ?? {};
  return {
    session: asText(fields['session']),
    cwd: asText(fields['cwd']),
    branch: asText(fields['branch']),
    at: typeof fields['at'] === 'number' ? fields['at'] : 0,
    prompt: asText(fields['prompt']),
    keyed: fields['keyed'] === true,
    promptId: asText(fields['promptId']),
    provenance: fields['provenance'] === 'own' || fields['provenance'] === 'copied' ? fields['provenance'] : 'unknown',
    agentType: asText(fields['agentType']),
    pending: asList(fields['pending']).filter(isPending),
  };
}

function isPending(value: unknown): value is Pending {
  const pending = asFields(value);
  return pending !== undefined && typeof pending['stage'] === 'string' && asFields(pending['event']) !== undefined;
}
