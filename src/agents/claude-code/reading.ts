import type { Event, EventKind } from '../../model/event.ts';
import { eventId } from '../event-id.ts';
import { AGENT_NAME } from './agent-name.ts';
import type { Pending, ReadingState } from './reading-state.ts';
import type { Line } from './transcript-line.ts';

const MOST_PENDING = { held: 16, queued: 32, taken: 32, shell: 1, open: 64 } as const;

/** A transcript being read: what was found so far, and what has to be remembered. */
export interface Reading {
  readonly state: ReadingState;
  readonly events: Event[];
}

/** An event that a line tells of. `native` is the client's name for it. */
export function lineEvent(reading: Reading, line: Line, kind: EventKind, native: string, rest: Pick<Event, 'text' | 'call'>): Event {
  const { state } = reading;
  const session = line.session || state.session;
  return {
    id: eventId(AGENT_NAME, session, native),
    kind,
    agent: AGENT_NAME,
    session,
    prompt: state.prompt,
    at: line.at ?? state.at,
    origin: line.uuid,
    ...(line.subagent === undefined ? {} : { subagent: { id: line.subagent.id, type: line.subagent.type || state.agentType } }),
    ...(rest.call === undefined || line.cwd === '' ? {} : { folders: [line.cwd] }),
    ...rest,
  };
}

/** Notes where the agent was at the end of the calls that a line tells the results of: the events from `first` on. */
export function noteFolder({ events }: Reading, first: number, cwd: string): void {
  const told = events.splice(first);
  for (const event of told)
    events.push(event.call === undefined || cwd === '' ? event : { ...event, folders: [...new Set([...(event.folders ?? []), cwd])] });
}

/** Keeps an event back. Where too many wait, the one that waited longest is let go. */
export function keepBack({ state }: Reading, pending: Pending): void {
  const same = state.pending.filter(({ stage }) => stage === pending.stage);
  if (same.length >= MOST_PENDING[pending.stage]) state.pending.splice(state.pending.indexOf(same[0]!), 1);
  state.pending.push(pending);
}

/** Takes the first event of a stage that fits out of what waits. */
export function takeBack({ state }: Reading, stage: Pending['stage'], fits: (event: Event) => boolean = () => true): Event | undefined {
  const at = state.pending.findIndex((pending) => pending.stage === stage && fits(pending.event));
  return at < 0 ? undefined : state.pending.splice(at, 1)[0]!.event;
}
