import type { Event } from '../../model/event.ts';
import type { Agent } from '../../ports/agent.ts';
import type { Store } from '../../ports/store.ts';
import type { Files } from '../../ports/workspace.ts';
import { hideValues, readPrivate } from '../../redact/private-values.ts';
import { redactEvent, redactText } from '../../redact/redact.ts';
import { hideIn, sealEvent, withhold } from '../../redact/seal.ts';
import { readLines } from './read-lines.ts';

/** Where one looks up what this process was not told itself. */
export interface PrivateSources {
  readonly agent: Agent;
  readonly files: Files;
  /** The session's own. */
  readonly transcript: string | undefined;
  /** Rejects while there is no store to ask. */
  openStore(): Promise<Pick<Store, 'prompts'>>;
}

/** What the users of the sessions that this process serves keep private. It is held in memory alone. */
export interface PrivateTurns {
  /** Learns what is private about events, and gives what makes of one of them what may be stored. */
  meet(events: readonly Event[], sources: PrivateSources): Promise<(event: Event) => Event>;
  /** A text of no session, without what is private in any. */
  redactText(text: string): Promise<string>;
}

/**
 * A turn that a private span opened stays private: the outputs of its tools are not kept, and its values are taken out
 * wherever they come back in the session. Where the prompt is private as a whole, or at length, nothing of the turn is kept.
 */
export function createPrivateTurns(): PrivateTurns {
  const sessions = new Map<string, Known>();
  return {
    async meet(events, sources) {
      for (const session of new Set(events.map((event) => event.session))) {
        const known = recall(sessions, session);
        const own = events.filter((event) => event.session === session);
        await (known.told ??= askStore(known, session, sources));
        for (const event of own) learn(known, event);
        if (isInDoubt(known, own)) await (known.read = known.read.then(() => readPrompts(known, sources)));
      }
      return (event) => redactAs(recall(sessions, event.session), event);
    },
    redactText: async (text) => redactText([...sessions.values()].reduce((hidden, { values }) => hideValues(hidden, values), text)),
  };
}

// An import goes through thousands, one after another.
const MOST_SESSIONS = 100;
const SLICE = { slice: 1024 * 1024, longestLine: 16 * 1024 * 1024 };

// `unknown`: it is private, and what of it is not known here.
type Privacy = 'plain' | 'guarded' | 'sealed' | 'unknown';

interface Known {
  values: readonly string[];
  /** By prompt id. */
  readonly turns: Map<string, Privacy>;
  /** Neither the store nor the transcript could be asked: a turn that this process did not see begin may be private. */
  isUnsure: boolean;
  /** How much of the transcript was looked through, in bytes. */
  offset: number;
  told?: Promise<void>;
  read: Promise<void>;
}

function recall(sessions: Map<string, Known>, session: string): Known {
  const known = sessions.get(session) ?? { values: [], turns: new Map(), isUnsure: false, offset: 0, read: Promise.resolve() };
  sessions.delete(session);
  sessions.set(session, known);
  for (const oldest of sessions.keys()) if (sessions.size > MOST_SESSIONS) sessions.delete(oldest);
  return known;
}

// What was private about a stored prompt is nowhere: only that something was.
async function askStore(known: Known, session: string, { openStore }: PrivateSources): Promise<void> {
  try {
    for (const { prompt, isPrivate } of await (await openStore()).prompts(session))
      known.turns.set(prompt, isPrivate ? 'unknown' : 'plain');
  } catch {
    known.isUnsure = true;
  }
}

function learn(known: Known, { kind, subagent, prompt, origin, text = '' }: Event): void {
  if (kind !== 'prompt' || subagent !== undefined) return;
  const words = readPrivate(text);
  // Several prompts may belong to one turn, where they were typed while the agent worked.
  if (words === undefined && known.turns.has(prompt)) return;
  const privacy: Privacy = words === undefined ? 'plain' : words.sealed ? 'sealed' : 'guarded';
  for (const id of [prompt, origin]) if (id !== undefined && known.turns.get(id) !== 'sealed') known.turns.set(id, privacy);
  if (words !== undefined) known.values = [...new Set([...known.values, ...words.values])].toSorted((a, b) => b.length - a.length);
}

function isInDoubt(known: Known, events: readonly Event[]): boolean {
  return [...known.turns.values()].includes('unknown') || events.some(({ prompt }) => !known.turns.has(prompt));
}

// The lines that hold a private span, and no others, so that a long transcript costs little more than to look through it.
async function readPrompts(known: Known, { agent, files, transcript }: PrivateSources): Promise<void> {
  if (transcript === undefined) return;
  for (;;) {
    const slice = await readLines(files, transcript, known.offset, SLICE);
    if (slice === undefined) break;
    for (const line of slice.lines) if (/private/i.test(line)) learnFrom(known, agent, line, transcript);
    known.offset = slice.end;
  }
  if (known.offset > 0) known.isUnsure = false;
}

function learnFrom(known: Known, agent: Agent, line: string, transcript: string): void {
  const { events, waiting } = agent.readTranscript([line], '', transcript);
  for (const event of [...events, ...waiting]) learn(known, event);
}

// What the user marked goes first: it is gone whatever it looks like.
function redactAs(known: Known, event: Event): Event {
  const redacted = redactEvent(hideIn(event, known.values));
  if (event.kind === 'session_start' || event.kind === 'session_end') return redacted;
  if (event.kind === 'prompt' && event.subagent === undefined) return redacted;
  const privacy = privacyOf(known, event);
  if (isSealed(privacy)) return sealEvent(redacted);
  return privacy === 'guarded' ? withhold(redacted) : redacted;
}

function privacyOf({ turns, isUnsure }: Known, { kind, prompt }: Event): Privacy {
  const unseen: Privacy = isUnsure ? 'unknown' : 'plain';
  // A summary tells of all turns in other words, and an older client does not say which turn something belongs to.
  if (kind === 'compaction' || prompt === '') return strictest([...turns.values(), unseen]);
  return turns.get(prompt) ?? unseen;
}

function strictest(all: readonly Privacy[]): Privacy {
  return STRICTNESS.find((privacy) => all.includes(privacy)) ?? 'plain';
}

const STRICTNESS: readonly Privacy[] = ['unknown', 'sealed', 'guarded', 'plain'];

function isSealed(privacy: Privacy): boolean {
  return privacy === 'sealed' || privacy === 'unknown';
}
