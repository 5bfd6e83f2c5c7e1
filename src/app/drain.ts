import { fingerprintTurn, groupTurns, type TurnGroup } from '../distill/turns.ts';
import type { Session } from '../model/event.ts';
import { cut } from '../model/limits.ts';
import type { DistillContext } from '../ports/distiller.ts';
import { type Job, QUIET_MS } from '../ports/store.ts';
import type { Ports } from './ports.ts';

const LEASE_MS = 60_000;
const MAX_ATTEMPTS = 5;
const BEFORE = { head: 1_200, tail: 800 };
/** The turn under which a session's own summary is kept. */
export const SESSION_TURN = '*';

/**
 * Distills sessions that are due, one turn a step; yields after each, so that the caller decides when to go on and may
 * stop there. `eager` takes those as well that have not been quiet for long, but none for what happens meanwhile: a
 * session in full swing would keep it busy for ever.
 */
export async function* drain(ports: Ports, options: { readonly eager?: boolean } = {}): AsyncGenerator<void, void> {
  const dueBy = options.eager ? ports.clock() + QUIET_MS : 0;
  for (;;) {
    const now = ports.clock();
    const job = await ports.store.claim('distill', ports.owner, now, LEASE_MS, Math.max(now, dueBy));
    if (job === undefined) return;
    // A session that takes longer is claimed again: a lease that ran out would let two processes work on it.
    yield* work(ports, job, now + LEASE_MS / 2);
  }
}

async function* work(ports: Ports, job: Job, until: number): AsyncGenerator<void, void> {
  let ended = false;
  try {
    // No distiller threw: those who tried before were killed at it.
    if (job.attempt > MAX_ATTEMPTS) throw new Error('Its process ended every time');
    ended = yield* distillSession(ports, job.key, until);
    if (ended) await ports.store.complete(job);
  } catch (error) {
    ended = true;
    ports.log.warn(`Distilling session ${job.key} failed (attempt ${job.attempt})`, error);
    const reason = error instanceof Error ? error.message : String(error);
    await ports.store.fail(job, reason, ports.clock() + 1000 * 4 ** job.attempt, MAX_ATTEMPTS);
  } finally {
    if (!ended) await giveBack(ports, job);
  }
}

// A job that was asked for while it ran goes back to waiting when it ends.
async function giveBack({ store, clock }: Ports, job: Job): Promise<void> {
  await store.enqueue(job.kind, job.key, clock(), clock());
  await store.complete(job);
}

/** A turn, and what tells whether it changed. */
interface FoundTurn extends TurnGroup {
  readonly fingerprint: string;
  /** The id of the closing message of the turn before. */
  readonly before?: string | undefined;
}

/** Distills what changed. False: time ran out before the end. */
async function* distillSession(ports: Ports, id: string, until: number): AsyncGenerator<void, boolean> {
  const session = await ports.store.session(id);
  if (session === undefined) return true;
  const { root } = await ports.locate(session.cwd);
  const before = await ports.store.distilled(id);
  const turns = await findTurns(ports, id, before);
  for (const turn of turns) {
    if (before.get(turn.prompt) === turn.fingerprint) continue;
    if (ports.clock() > until) return false;
    await distillTurn(ports, session, root, turn);
    yield;
  }
  await summariseSession(ports, session, before.get(SESSION_TURN));
  return true;
}

// A turn whose events were all forgotten is still there, empty.
async function findTurns({ store }: Ports, session: string, before: ReadonlyMap<string, string>): Promise<readonly FoundTurn[]> {
  const stubs = await store.stubs(session);
  const said = new Set(stubs.filter(({ kind, subagent }) => kind === 'assistant_message' && !subagent).map(({ id }) => id));
  const groups = groupTurns(stubs);
  const turns = groups.map((group, index) => ({ ...group, before: groups[index - 1]?.ids.findLast((id) => said.has(id)) }));
  const found = new Set([SESSION_TURN, ...turns.map(({ prompt }) => prompt)]);
  const gone = [...before.keys()].filter((prompt) => !found.has(prompt)).map((prompt) => ({ prompt, ids: [] }));
  return [...turns, ...gone].map((turn) => ({ ...turn, fingerprint: fingerprintTurn(turn.ids) }));
}

async function distillTurn(
  { store, distiller }: Ports,
  session: Session,
  root: string,
  { prompt, ids, fingerprint, before }: FoundTurn,
): Promise<void> {
  const events = await store.events(ids);
  const turn = { session: session.id, agent: session.agent, prompt, events };
  const drafts = events.length === 0 ? [] : await distiller.distill(turn, { root, ...(await readBefore(store, before)) });
  await store.saveDistilled({ session, turn: prompt, fingerprint, drafts, distilledBy: distiller.name });
}

async function readBefore(store: Ports['store'], id: string | undefined): Promise<Pick<DistillContext, 'before'>> {
  const [message] = id === undefined ? [] : await store.events([id]);
  return message?.text === undefined ? {} : { before: { id: message.id, text: cut(message.text, BEFORE) } };
}

// What a summary is made from are the memories of the session, so they tell whether it has to be made anew.
async function summariseSession({ store, distiller }: Ports, session: Session, before: string | undefined): Promise<void> {
  const latest = await store.list({ session: session.id, order: 'newest', limit: 1000, offset: 0 });
  const memories = latest.filter((memory) => memory.turn !== SESSION_TURN).toReversed();
  const fingerprint = fingerprintTurn(memories.map((memory) => `${memory.id} ${memory.updatedAt}`));
  if (fingerprint === before) return;
  const summary = await distiller.summarise(memories);
  const drafts = summary === undefined ? [] : [summary];
  await store.saveDistilled({ session, turn: SESSION_TURN, fingerprint, drafts, distilledBy: distiller.name });
}
