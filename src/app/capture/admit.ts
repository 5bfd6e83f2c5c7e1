import { showName } from '../../model/show-name.ts';
import type { Agent, HookAnswer, HookCall } from '../../ports/agent.ts';
import type { OffTime } from '../../ports/switches.ts';
import { openPorts, type Ports, type Surroundings } from '../ports.ts';
import { findRules, isLeftOut, offTime, TOLD_LATE_MS } from './left-out.ts';
import { skipTranscript } from './reconcile.ts';

const LONGEST_REASON = 200;

/** What may be done with a hook call. */
export interface Admission {
  /** What of it may be kept; absent: nothing, and the memory has nothing to say to it. */
  readonly call?: HookCall;
  /** What is to be told of the memory being off, or on again. */
  readonly answer: HookAnswer;
}

/** Why the memory may see nothing. */
export interface Unseen {
  readonly text: string;
  readonly isTold: boolean;
}

type Seen = Pick<HookCall, 'session' | 'transcript'>;

/** Decides what the memory may see of a hook call, before anything else is done with it. Rejects where that cannot be told. */
export async function admit(around: Surroundings, agent: Agent, told: HookCall): Promise<Admission> {
  const { session, cwd } = told;
  if (told.turns === 'off') return { answer: turnOff(around, session) };
  if (told.turns === 'on' && isOffByUser(around, session)) await turnOn(around, agent, told);
  const unseen = await whyUnseen(around, cwd, session);
  if (unseen !== undefined) {
    leaveOut(around, session, offTime(around.switches.offTimes(), around.clock())?.from);
    return { answer: answerUnseen(told, unseen) };
  }
  if (findOff(around, session) !== undefined) await turnOn(around, agent, told);
  const rules = await findRules(around, cwd, told.events);
  const judging = { agent, rules, cwd, wasOff: around.switches.offTimes(session).length > 0 };
  // Where it happened has told what it was for.
  const events = told.events.filter((event) => !isLeftOut(event, judging)).map(({ folders: _, ...event }) => event);
  const call = { ...told, events };
  return { call, answer: told.turns === 'on' ? ON : {} };
}

/** Notes that a session is not to be seen, so that nobody reads its transcript later. Never throws. */
export function leaveOut(around: Pick<Surroundings, 'switches' | 'clock'>, session: string, since: number = 0): void {
  if (findOff(around, session) !== undefined) return;
  try {
    around.switches.turnOff({ session, from: Math.max(since, around.clock() - TOLD_LATE_MS), automatic: true });
  } catch {
    // Where nothing can be written, nothing can be stored.
  }
}

/** Turns a session on again; what its transcripts hold so far is not read. Rejects with `store_unavailable`. */
export async function turnOn(around: Surroundings, agent: Agent, { session, transcript }: Seen): Promise<void> {
  try {
    if (transcript !== undefined) await skipTranscript(await openPorts(around), agent, transcript, session);
  } catch {
    // What was said meanwhile is known by its time as well.
  }
  around.switches.turnOn({ session, at: around.clock() });
}

/** Why the memory may see nothing, and whether the user wants to be told; undefined: it may. */
export async function whyUnseen(
  around: Pick<Ports, 'switches' | 'exclusions' | 'locate' | 'clock'>,
  cwd: string,
  session?: string,
): Promise<Unseen | undefined> {
  const pause = offTime(around.switches.offTimes(), around.clock());
  if (pause !== undefined) return { text: describePause(pause), isTold: true };
  const { project, isProjectChosen } = await around.exclusions.rulesAt(await around.locate(cwd));
  if (project !== undefined && isProjectChosen) return { text: `This project is not remembered (${project}).`, isTold: false };
  if (project !== undefined) return { text: describeUnchosen(project), isTold: true };
  return session !== undefined && isOffByUser(around, session) ? { text: OFF_HERE, isTold: true } : undefined;
}

/** A pause, for the user. */
export function describePause({ to }: OffTime): string {
  const until = Number.isFinite(to) ? ` until ${new Date(to).toLocaleString('sv-SE').slice(0, 16)}` : '';
  return `Holdfast is paused${until}: nothing is remembered. To go on: holdfast resume`;
}

function describeUnchosen(project: string): string {
  return `Holdfast is off here: this project is not remembered, though no setting of yours names it (${showName(project, LONGEST_REASON)}).`;
}

function turnOff({ switches, clock }: Surroundings, session: string): HookAnswer {
  try {
    switches.turnOff({ session, from: clock() });
    return OFF;
  } catch (error) {
    const notice = `Holdfast could not be turned off. ${error instanceof Error ? error.message : String(error)}`;
    return { notice, context: notice };
  }
}

// Who asks for the memory to be turned on is told why it is not.
function answerUnseen({ moment, turns }: HookCall, { text, isTold }: Unseen): HookAnswer {
  if (turns !== undefined) return { notice: text, context: `Holdfast: ${text}` };
  return isTold && moment !== undefined ? { notice: text } : {};
}

function isOffByUser(around: Pick<Surroundings, 'switches' | 'clock'>, session: string): boolean {
  return findOff(around, session)?.automatic === false;
}

function findOff({ switches, clock }: Pick<Surroundings, 'switches' | 'clock'>, session: string): OffTime | undefined {
  return offTime(switches.offTimes(session), clock());
}

const OFF_HERE = 'Holdfast is off for this session. To turn it on again: /holdfast:on';
const OFF: HookAnswer = {
  notice:
    'Holdfast is off for this session from here on. What came before stays: /holdfast:forget wipes what you name. To turn it on again: /holdfast:on',
  context: 'Holdfast: the memory of this session is off now.',
};
const ON: HookAnswer = {
  notice: 'Holdfast is on for this session. What was said while it was off is not remembered.',
  context: 'Holdfast: the memory of this session is on.',
};
