import type { Event, Session } from '../../model/event.ts';
import { isReworded } from '../../distill/ask/is-reworded.ts';
import type { Memory, MemoryDraft } from '../../model/memory.ts';
import type { Question } from '../../ports/distiller.ts';
import type { Job } from '../../ports/jobs.ts';
import type { Ports } from '../ports.ts';
import { findTurns, readTurn } from './find-turns.ts';
import { quotedBefore } from './quoted-before.ts';
import { SESSION_TURN, summaryOf } from './summary-of.ts';
import { parseTurnKey } from './turn-key.ts';

/** What a job asks a model about. */
export interface AskedQuestion extends Question {
  /** All memories that are made of it; the model is told of `drafts`. */
  readonly all: readonly MemoryDraft[];
  readonly job: Job;
  readonly session: Session;
  /** Of what the memories were made of. */
  readonly fingerprint: string;
}

/**
 * The question of a job: about a turn, or about a session as a whole. Undefined: there is nothing to put into other words, or it was
 * forgotten, or its project is excluded by now, or it was distilled anew since, and is asked for again. What it was asked for again
 * before it was read is part of the question, whose job has the `generation` of then: nobody asks twice about the same.
 */
export async function findQuestion(ports: Ports, job: Job): Promise<AskedQuestion | undefined> {
  const generation = (await ports.store.generation(job)) ?? job.generation;
  const found = await find(ports, { ...job, generation });
  const now = await ports.store.generation(job);
  return now === undefined || now === generation ? found : findQuestion(ports, job);
}

async function find(ports: Ports, job: Job): Promise<AskedQuestion | undefined> {
  const { session: id, prompt } = parseTurnKey(job.key) ?? { session: '', prompt: '' };
  const session = await ports.store.session(id);
  if (session === undefined) return undefined;
  const place = await ports.locate(session.cwd);
  // What was stored before the user excluded the project stays, and goes nowhere.
  if ((await ports.exclusions.rulesAt(place)).project !== undefined) return undefined;
  const found = prompt === SESSION_TURN ? await readSummary(ports, session) : await readOne(ports, session, prompt, place.root);
  const distilled = (await ports.store.distilled(id)).get(prompt);
  if (found === undefined || distilled !== found.fingerprint) return undefined;
  const drafts = found.all.filter(isReworded);
  return drafts.length === 0 ? undefined : { job, session, ...found, drafts };
}

type Found = Pick<AskedQuestion, 'turn' | 'all' | 'fingerprint'>;

async function readOne(ports: Ports, session: Session, prompt: string, root: string): Promise<Found | undefined> {
  const turn = (await findTurns(ports, session.id)).find((one) => one.prompt === prompt);
  if (turn === undefined) return undefined;
  const read = await readTurn(ports.store.events, session, turn, await quotedBefore(ports, session.id));
  const all = await ports.distiller.distill(read.turn, { root, ...read.context });
  return { turn: read.turn, all, fingerprint: turn.fingerprint };
}

// What a session's summary rests on are the memories of its turns: a model is told those.
async function readSummary(ports: Ports, session: Session): Promise<Found | undefined> {
  const { memories, fingerprint, draft } = await summaryOf(ports, session);
  if (draft === undefined) return undefined;
  const turn = { session: session.id, agent: session.agent, prompt: SESSION_TURN, events: memories.map(toEvent) };
  return { turn, all: [draft], fingerprint };
}

function toEvent({ id, agent, session, turn, createdAt, type, title, narrative }: Memory): Event {
  return { id, kind: 'assistant_message', agent, session, prompt: turn, at: createdAt, text: `${type}: ${title}\n${narrative}` };
}
