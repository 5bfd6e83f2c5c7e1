import type { Event } from '../../model/event.ts';
import { LIMITS } from '../../model/limits.ts';
import { eventId } from '../event-id.ts';
import { AGENT_NAME } from './agent-name.ts';
import { keptText } from './kept-text.ts';
import { nativeId } from './native-id.ts';
import { keepBack, lineEvent, type Reading, takeBack } from './reading.ts';
import type { Line } from './transcript-line.ts';

/** Goes on to the prompt that a line says it belongs to. */
export function followPrompt({ state }: Reading, line: Line): void {
  if (line.promptId === '') return;
  state.promptId = line.promptId;
  // Copied lines bear the id of the first prompt of the fork.
  if (state.provenance !== 'copied') openTurn(state, line.promptId, true);
}

/** Takes in a prompt that opens a turn. `text` is what is kept of it, `words` what names it. */
export function addPrompt(reading: Reading, line: Line, words: string, text: string): void {
  const { state } = reading;
  const keyed = line.promptId !== '';
  const prompt = keyed ? line.promptId : line.uuid;
  const queued = takeQueued(reading, line, words);
  // The hook told of it while the turn before was under way, under that turn's prompt.
  const toldAs = queued !== undefined && line.fields['promptSource'] === 'queued' ? queued.prompt : prompt;
  const native = keyed ? nativeId.prompt(toldAs, words) : nativeId.line(line.uuid);
  hold(reading, { ...lineEvent(reading, line, 'prompt', native, { text: keptText(text, LIMITS.prompt) }), prompt }, keyed);
  if (keyed) return;
  state.promptId = '';
  openTurn(state, prompt, false);
}

/** Takes in what a subagent was told to do. */
export function addTask(reading: Reading, line: Line, text: string): void {
  const { id } = line.subagent ?? { id: '' };
  const native = line.fields['agentId'] === undefined ? nativeId.line(line.uuid) : nativeId.subagentStart(id);
  hold(reading, lineEvent(reading, line, 'subagent_start', native, { text: keptText(text, LIMITS.prompt) }), line.promptId !== '');
}

/**
 * Lets the prompts go that waited for an answer, now that one tells whether they are the session's own. Copies are named
 * by their lines: the id they bear is another prompt's.
 */
export function settleHeld(reading: Reading, copied: boolean): void {
  const { state } = reading;
  state.provenance = copied ? 'copied' : 'own';
  for (let event = takeBack(reading, 'held'); event !== undefined; event = takeBack(reading, 'held')) release(reading, event, copied);
  if (!copied && state.promptId !== '') openTurn(state, state.promptId, true);
}

/** Takes a prompt with these words that was typed while the agent worked out of the queue. */
export function takeQueued(reading: Reading, line: Line, words: string): Event | undefined {
  const session = line.session || reading.state.session;
  const fits = (event: Event): boolean => event.id === eventId(AGENT_NAME, session, nativeId.prompt(event.prompt, words));
  return takeBack(reading, 'taken', fits) ?? takeBack(reading, 'queued', fits);
}

// Only a line with the client's prompt id can be a copy that looks like an original, and only before the first own answer.
function hold(reading: Reading, event: Event, keyed: boolean): void {
  if (!keyed || reading.state.provenance === 'own') reading.events.push(event);
  else keepBack(reading, { stage: 'held', event });
}

function release({ state, events }: Reading, event: Event, copied: boolean): void {
  if (event.subagent !== undefined) {
    events.push({ ...event, subagent: { ...event.subagent, type: event.subagent.type || state.agentType } });
  } else if (copied && event.origin !== undefined) {
    events.push({ ...event, id: eventId(AGENT_NAME, event.session, nativeId.line(event.origin)), prompt: event.origin });
    openTurn(state, event.origin, false);
  } else {
    events.push(event);
  }
}

function openTurn(state: Reading['state'], prompt: string, keyed: boolean): void {
  state.prompt = prompt;
  state.keyed = keyed;
}
