import type { Event, ToolCall } from '../../model/event.ts';
import { PRIVATE_MARK } from '../../model/private-mark.ts';
import { sourceOf } from '../../model/source.ts';
import { textIn } from '../../model/text-in.ts';
import type { Agent } from '../../ports/agent.ts';
import type { Store } from '../../ports/store.ts';
import type { Files } from '../../ports/workspace.ts';
import { createHider, type PrivateWords, readPrivate } from '../../redact/private-values.ts';
import { redactEvent, redactText } from '../../redact/redact.ts';
import { hideIn, sealEvent, withhold } from '../../redact/seal.ts';
import { readMarked } from './read-marked.ts';

/** Where one looks up what this process was not told itself. */
export interface PrivateSources {
  readonly agent: Agent;
  readonly files: Files;
  /** The session's own. */
  readonly transcript: string | undefined;
  /** The events come from a reader that goes on: what it kept of earlier lines is redacted already. */
  readonly goesOn?: boolean;
  /** Rejects while there is no store to ask. */
  openStore(): Promise<Pick<Store, 'prompts'>>;
}

/** What the users of the sessions that this process serves keep private. It is held in memory alone. */
export interface PrivateTurns {
  /** Learns what is private about events, and gives what makes of one of them what may be stored. */
  meet(events: readonly Event[], sources: PrivateSources): Promise<(event: Event) => Event>;
  /** A text beside the events of the sessions, without what is private in any. */
  redactText(text: string): Promise<string>;
  /** The same of a text that somebody wants to be remembered: a mark while the turn at hand is private as a whole. */
  redactNote(text: string): Promise<string>;
}

/**
 * A turn that a private span opened stays private: the outputs of its tools are not kept, and its values are taken out
 * wherever they come back in the session. Where the prompt is private as a whole, or at length, nothing of the turn is kept.
 */
export function createPrivateTurns(): PrivateTurns {
  const sessions = new Map<string, Known>();
  // The turn at hand: a transcript that is caught up with tells of others.
  let latest: { readonly known: Known; readonly prompt: string } | undefined;
  const redactBeside = (text: string): string => redactText([...sessions.values()].reduce((hidden, { hide }) => hide(hidden), text));
  return {
    async meet(events, sources) {
      const met = new Map<string, Known>();
      for (const [session, own] of Map.groupBy(events, (event) => event.session)) {
        const known = recall(sessions, session);
        met.set(session, known);
        await learnAll(known, own, session, sources);
        const prompt = sources.goesOn === true ? undefined : own.findLast(isPrompt)?.prompt;
        if (prompt !== undefined) latest = { known, prompt };
      }
      return (event) => redactAs(met.get(event.session) ?? UNKNOWN, event);
    },
    redactText: async (text) => redactBeside(text),
    redactNote: async (text) =>
      latest !== undefined && isSealed(privacyOfTurn(latest.known, latest.prompt)) ? PRIVATE_MARK : redactBeside(text),
  };
}

// An import goes through thousands, one after another.
const MOST_SESSIONS = 100;
// So many values of a session are looked for in each text.
const MOST_VALUES = 1000;

// From the least to the most that is left out. `unknown`: something is private, and what is not known here.
type Privacy = 'plain' | 'guarded' | 'sealed' | 'unknown';
const STRICTEST_FIRST: readonly Privacy[] = ['unknown', 'sealed', 'guarded', 'plain'];

interface Known {
  readonly values: Set<string>;
  hide: (text: string) => string;
  /** By prompt id. */
  readonly turns: Map<string, Privacy>;
  /** How much of a transcript was looked through, in bytes, by path. */
  readonly offsets: Map<string, number>;
  told?: Promise<void>;
  reading: Promise<void>;
}

// Of a session that nobody met, nothing may be kept.
const UNKNOWN: Known = { ...createKnown(), turns: new Map([['', 'unknown']]) };

function createKnown(): Known {
  return { values: new Set(), hide: (text) => text, turns: new Map(), offsets: new Map(), reading: Promise.resolve() };
}

function recall(sessions: Map<string, Known>, session: string): Known {
  const known = sessions.get(session) ?? createKnown();
  sessions.delete(session);
  sessions.set(session, known);
  for (const oldest of sessions.keys()) if (sessions.size > MOST_SESSIONS) sessions.delete(oldest);
  return known;
}

async function learnAll(known: Known, events: readonly Event[], session: string, sources: PrivateSources): Promise<void> {
  const isFirst = known.told === undefined;
  await (known.told ??= askStore(known, session, sources));
  for (const event of events) learn(known, event, sources.goesOn === true);
  // At a prompt there may be more before it than this process was told: a fork's copies, what was said while it was off.
  if (isFirst || isInDoubt(known, events, sources) || events.some(isPrompt)) {
    known.reading = known.reading.catch(() => undefined).then(() => readPrompts(known, sources));
    await known.reading;
  }
}

// What was private about a stored prompt is nowhere: only that something was.
async function askStore(known: Known, session: string, { openStore }: PrivateSources): Promise<void> {
  try {
    for (const { prompt, isPrivate } of await (await openStore()).prompts(session)) tighten(known, prompt, isPrivate ? 'unknown' : 'plain');
  } catch {
    // Then the transcript tells, or nobody.
  }
}

function learn(known: Known, event: Event, mayBeMarked: boolean): void {
  if (isPrompt(event)) learnPrompt(known, event, mayBeMarked);
  else if (event.call !== undefined) learnCall(known, event, event.call);
}

function learnPrompt(known: Known, { prompt, origin, text = '' }: Event, mayBeMarked: boolean): void {
  const words = readPrivate(text);
  const isMarked = words === undefined && mayBeMarked && text.includes(PRIVATE_MARK);
  for (const id of [prompt, origin]) {
    if (id === undefined) continue;
    // What this process was told before, it knows better.
    if (!isMarked) tighten(known, id, privacyOf(words));
    else if ((known.turns.get(id) ?? 'plain') === 'plain') tighten(known, id, 'unknown');
  }
  if (words !== undefined) addValues(known, words);
}

// The user's words are also in an answer to a question and in a refusal, and in a command that the user typed.
function learnCall(known: Known, event: Event, { input, output }: ToolCall): void {
  const isUsers = sourceOf(event) === 'user';
  const words = readPrivate(isUsers ? output : textIn(input));
  if (words === undefined) return;
  addValues(known, words);
  if (isUsers) tighten(known, event.prompt, privacyOf(words));
}

function privacyOf(words: PrivateWords | undefined): Privacy {
  if (words === undefined) return 'plain';
  return words.sealed ? 'sealed' : 'guarded';
}

// Several prompts may belong to one turn, where they were typed while the agent worked: the strictest counts.
function tighten({ turns }: Known, prompt: string, privacy: Privacy): void {
  turns.set(prompt, strictest([turns.get(prompt) ?? 'plain', privacy]));
}

function strictest(all: readonly Privacy[]): Privacy {
  return STRICTEST_FIRST.find((privacy) => all.includes(privacy)) ?? 'plain';
}

function addValues(known: Known, { values }: PrivateWords): void {
  const before = known.values.size;
  for (const value of values) if (known.values.size < MOST_VALUES) known.values.add(value);
  if (known.values.size > before) known.hide = createHider([...known.values]);
}

function isInDoubt({ turns, offsets }: Known, events: readonly Event[], { transcript }: PrivateSources): boolean {
  const isUnread = transcript !== undefined && !offsets.has(transcript);
  return isUnread || [...turns.values()].includes('unknown') || events.some(({ prompt }) => !turns.has(prompt));
}

function textOf(line: string): string {
  try {
    return textIn(JSON.parse(line));
  } catch {
    return line;
  }
}

// From its start: then all prompts of the session are known that it holds, and what of them is private.
async function readPrompts(known: Known, { agent, files, transcript }: PrivateSources): Promise<void> {
  if (transcript === undefined) return;
  const found: Event[] = [];
  const offset = await readMarked(files, transcript, known.offsets.get(transcript) ?? 0, (line) => {
    const { events, waiting } = agent.readTranscript([line], '', transcript);
    found.push(...events, ...waiting);
    // The answer to a call that stands in another line: what the user refused or chose may be in it.
    const words = events.length + waiting.length > 0 ? undefined : readPrivate(textOf(line));
    if (words !== undefined) addValues(known, words);
  });
  if (offset === 0) return;
  known.offsets.set(transcript, offset);
  for (const event of found) {
    for (const id of [event.prompt, event.origin]) if (id !== undefined && known.turns.get(id) === 'unknown') known.turns.delete(id);
  }
  for (const event of found) learn(known, event, false);
}

// What the user marked goes first: it is gone whatever it looks like.
function redactAs(known: Known, event: Event): Event {
  const redacted = redactEvent(hideIn(event, known.hide));
  if (event.kind === 'session_start' || event.kind === 'session_end') return redacted;
  if (isPrompt(event)) return redacted;
  // A summary tells of all turns in other words.
  const privacy = event.kind === 'compaction' ? strictest([...known.turns.values()]) : privacyOfTurn(known, event.prompt);
  if (isSealed(privacy)) return sealEvent(redacted);
  const isToldPrivately = event.call !== undefined && readPrivate(textIn(event.call.input)) !== undefined;
  return privacy === 'guarded' || isToldPrivately ? withhold(redacted) : redacted;
}

function privacyOfTurn({ turns, offsets }: Known, prompt: string): Privacy {
  // A turn that nobody saw begin may be private, unless the transcript says that none such is.
  const unseen: Privacy = offsets.size === 0 ? 'unknown' : 'plain';
  // An older client does not say which turn something belongs to.
  return prompt === '' ? strictest([...turns.values(), unseen]) : (turns.get(prompt) ?? unseen);
}

function isPrompt({ kind, subagent }: Event): boolean {
  return kind === 'prompt' && subagent === undefined;
}

function isSealed(privacy: Privacy): boolean {
  return privacy === 'sealed' || privacy === 'unknown';
}
