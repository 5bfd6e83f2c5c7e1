import { isBusy } from '../../model/error.ts';
import type { Project } from '../../model/project.ts';
import type { Agent, HookAnswer, HookCall } from '../../ports/agent.ts';
import { admit, leaveOut } from './admit.ts';
import { capture, redactCall } from './capture.ts';
import { catchUp, readMissed, readSession } from './catch-up.ts';
import { collect } from '../work/collect.ts';
import { drain } from '../work/drain.ts';
import { createEnricher, type Enricher } from '../work/enricher.ts';
import { askToDistill, finishTurn } from '../work/finish-turn.ts';
import type { Idle } from '../work/idle.ts';
import { indexRecord } from '../work/index-record.ts';
import { joinAnswers } from './join-answers.ts';
import { keep } from './keep.ts';
import { openPorts, type Ports, type Surroundings } from '../ports.ts';
import { reapChildren } from '../work/reap-children.ts';
import { momentContext } from '../recall/moment-context.ts';
import { unspool } from './unspool.ts';

// The client writes the last lines of a turn up to about 100 ms after it told about the turn's end.
const TRANSCRIPT_LAG_MS = 150;
// How long the first prompt waits for what the last session left: longer would be felt.
const CATCH_UP_MS = 250;
// A store that was busy is asked again after this even if no other hook comes: this may have been the session's last.
const RECOVER_MS = 1000;

// Of the time there is to leave, this much may go into waiting for another process's write.
const LEAVING_WAIT_MS = 50;

/** The sessions of one agent process, one after another or interleaved, served by one process of ours. */
export interface LiveSession {
  /** Answers a hook, once what it told is durable. Never rejects. */
  hook(fields: Readonly<Record<string, unknown>>): Promise<string>;
  /** Recovers, before the first event, what earlier sessions of the folder's project left. Does nothing where there is no store yet. */
  warmUp(cwd: string): void;
  /** The session that the last hook was about. */
  latest(): string | undefined;
  /** Ends idle work and reads what the transcripts hold beyond the last hook, for at most `milliseconds`. */
  finish(milliseconds: number): Promise<void>;
}

interface Serving {
  readonly around: Surroundings;
  readonly agent: Agent;
  readonly idle: Idle;
  readonly enricher: Enricher;
  readonly tokens: number;
  /** Once the store has been opened. */
  ports?: Ports;
  /** The transcript of each session met. */
  readonly met: Map<string, string | undefined>;
  /** The folder that each session began in, and the one that its last hook told of. */
  readonly folders: Map<string, readonly string[]>;
  /** Sessions of which the user knows that they are not seen. */
  readonly unseen: Set<string>;
  /** The store refused the last call: what was spooled is to be stored once it takes calls again. */
  troubled: boolean;
  /** The user knows of it. */
  announced: boolean;
  latest?: string;
}

/** Serves the hooks of one agent; what takes longer is left to `idle`. `tokens` bounds the text a session starts with. */
export function serveSessions(around: Surroundings, agent: Agent, idle: Idle, tokens: number): LiveSession {
  const enricher = createEnricher(around.log);
  const serving: Serving = {
    around,
    agent,
    idle,
    enricher,
    tokens,
    met: new Map(),
    folders: new Map(),
    unseen: new Set(),
    troubled: false,
    announced: false,
  };
  return {
    hook: (fields) => answerHook(serving, fields),
    warmUp: (cwd) => warmUp(serving, cwd),
    latest: () => serving.latest,
    finish: (milliseconds) => finish(serving, milliseconds),
  };
}

/** Serves where the memory is turned off: hooks are answered, and what they tell of is seen neither now nor later. */
export function serveSilently(around: Surroundings, agent: Agent): LiveSession {
  return {
    async hook(fields) {
      const told = agent.readHook(fields, around.clock());
      if (told !== undefined) leaveOut(around, told.session);
      return '{}';
    },
    warmUp: () => undefined,
    latest: () => undefined,
    finish: async () => undefined,
  };
}

async function answerHook(serving: Serving, fields: Readonly<Record<string, unknown>>): Promise<string> {
  const { agent, around } = serving;
  let call: HookCall | undefined;
  try {
    const read = agent.readHook(fields, around.clock());
    if (read === undefined) return '{}';
    const told = placeCalls(serving, read);
    serving.latest = told.session;
    const { call: seen, answer } = await admit(around, agent, told);
    if (seen === undefined) return agent.writeAnswer(sayOnce(serving, told, answer), fields);
    call = await redactCall(around, agent, seen);
    return agent.writeAnswer(joinAnswers(answer, await take(serving, call)), fields);
  } catch (error) {
    if (call !== undefined) return agent.writeAnswer(await holdBack(serving, call, error), fields);
    // What cannot be read cannot be redacted either: it is in the transcript only.
    around.log.warn('A hook could not be read', error);
    return '{}';
  }
}

// A hook knows where the agent is after a call: the call began where the one before left it.
function placeCalls({ folders }: Serving, told: HookCall): HookCall {
  const known = folders.get(told.session) ?? [told.cwd];
  folders.set(told.session, [known[0]!, told.cwd]);
  return { ...told, events: told.events.map((event) => (event.call === undefined ? event : { ...event, folders: known })) };
}

// That a session is not seen is told at its first prompt. What answers the user's own command is always told.
function sayOnce({ unseen }: Serving, { session, moment, turns }: HookCall, answer: HookAnswer): HookAnswer {
  const isKnown = unseen.has(session) && turns === undefined;
  if (moment !== undefined) unseen.add(session);
  return isKnown ? {} : answer;
}

async function take(serving: Serving, call: HookCall): Promise<HookAnswer> {
  const ports = (serving.ports = await openPorts(serving.around));
  serving.unseen.delete(call.session);
  const project = await capture(ports, serving.agent.name, call);
  if (serving.troubled) recover(serving);
  const isNew = !serving.met.has(call.session);
  serving.met.set(call.session, call.transcript);
  if (isNew) meet(serving, ports, call, project);
  else if (call.moment === 'prompt') readOn(serving, ports, call);
  if (call.settled) await settle(serving, ports, call);
  if (call.moment === undefined) return {};
  if (isNew) await serving.idle.settled(CATCH_UP_MS);
  return momentContext(ports, serving.agent, { call, project, isNew, tokens: serving.tokens });
}

async function holdBack(serving: Serving, call: HookCall, error: unknown): Promise<HookAnswer> {
  serving.troubled = true;
  const answer = await keep(serving.around, serving.agent.name, call, error);
  if (isBusy(error)) unspoolSoon(serving, 'spool later', RECOVER_MS);
  if (serving.announced) return {};
  serving.announced = answer.notice !== undefined;
  return answer;
}

function recover(serving: Serving): void {
  serving.troubled = false;
  serving.announced = false;
  unspoolSoon(serving, 'spool', 0);
}

function unspoolSoon(serving: Serving, name: string, delayMs: number): void {
  serving.idle.add(
    name,
    async function* () {
      const ports = (serving.ports = await openPorts(serving.around));
      yield* unspool(ports, serving.around.spool);
      yield* drain(ports);
    },
    delayMs,
  );
}

// Beside its own transcript there may be those of sessions that no hook told about, e.g. because we could not start then.
function meet({ idle, agent }: Serving, ports: Ports, { transcript, session }: HookCall, project: Project): void {
  if (transcript === undefined) return;
  idle.add(`missed beside ${session}`, () => readMissed(ports, agent, transcript, project.knownSince));
  idle.add(`read ${session}`, () => readSession(ports, agent, transcript));
}

// A turn that the user broke off had no end that a hook told of; its last lines are there by the next prompt.
function readOn({ idle, agent }: Serving, ports: Ports, { transcript, session }: HookCall): void {
  if (transcript !== undefined) idle.add(`read ${session}`, () => readSession(ports, agent, transcript));
}

// At once with what hooks told, in case the process ends now, and again with what the client writes a little later.
async function settle({ idle, agent, enricher }: Serving, ports: Ports, call: HookCall): Promise<void> {
  await askToDistill(ports, call.session);
  idle.add('distill', () => drain(ports));
  const lag = call.transcript === undefined ? 0 : TRANSCRIPT_LAG_MS;
  // A model is asked about all of the turn, so after its last lines were read.
  idle.add(
    `settle ${call.session}`,
    async function* () {
      yield* finishTurn(ports, agent, call);
      enricher.wake(ports);
      idle.addBackground('index', () => indexRecord(ports));
    },
    lag,
  );
}

function warmUp(serving: Serving, cwd: string): void {
  const { around, idle, enricher } = serving;
  if (!around.storeExists()) return;
  idle.add('catch up', async function* () {
    const ports = (serving.ports = await openPorts(around));
    await reapChildren(ports);
    yield* unspool(ports, around.spool);
    const project = await ports.store.knownProject(await ports.locate(cwd));
    if (project !== undefined) yield* catchUp(ports, project.id);
    enricher.wake(ports);
    idle.addBackground('index', () => indexRecord(ports));
    yield* collect(ports);
  });
}

async function finish({ around, ports, agent, idle, enricher, met }: Serving, milliseconds: number): Promise<void> {
  const until = performance.now() + milliseconds;
  ports?.store.waitAtMost(LEAVING_WAIT_MS);
  enricher.stop();
  await idle.stop();
  if (ports === undefined) return;
  try {
    for (const transcript of met.values()) {
      if (transcript === undefined) continue;
      for await (const _ of readSession(ports, agent, transcript)) if (performance.now() > until) return;
    }
  } catch (error) {
    around.log.warn('The end of a transcript is left to the next session', error);
  }
}
