import { isReworded } from '../../distill/ask/is-reworded.ts';
import { fingerprintTurn } from '../../distill/turns.ts';
import type { Session } from '../../model/event.ts';
import type { MemoryDraft } from '../../model/memory.ts';
import type { Quoted } from '../../model/quoted.ts';
import type { Job } from '../../ports/jobs.ts';
import type { Distilled } from '../../ports/store.ts';
import { LONGEST_PAUSE_MS } from './backoff.ts';
import { type FoundTurn, findTurns, readTurn } from './find-turns.ts';
import type { Ports } from '../ports.ts';
import { keepEvents, type ReadEvents } from './keep-events.ts';
import { quotedBefore } from './quoted-before.ts';
import { OVER_MS, readMemories, SESSION_TURN } from './summary-of.ts';
import { tryGuarded } from './try-guarded.ts';
import { turnKey } from './turn-key.ts';

// Sessions in a row that a distiller fails at before it is left alone, and for how long.
const PATIENCE = { threshold: 5, pauseMs: 60_000, longestMs: LONGEST_PAUSE_MS, probeMs: 60_000 };
/** How long the lease of a distilling lasts from one turn to the next. */
export const LEASE_MS = 60_000;
/** How a distilling ended. `lost`: the lease is another's by now; `refused`: the distiller is left alone for a while. */
export type Distilling = 'done' | 'lost' | 'refused';

/**
 * Distills what changed of a session, under the lease of its job, which is renewed with every turn; a step a turn. Rejects with
 * what the distiller rejects with.
 */
export async function* distillSession(ports: Ports, job: Job): AsyncGenerator<void, Distilling> {
  const session = await ports.store.session(job.key);
  if (session === undefined) return 'done';
  const { root } = await ports.locate(session.cwd);
  const before = await ports.store.distilled(session.id);
  const changed = (await findAll(ports, session.id, before)).filter((turn) => before.get(turn.prompt) !== turn.fingerprint);
  const known = changed.length === 0 ? [] : await quotedBefore(ports, session.id);
  const read = keepEvents(ports);
  for (const turn of changed) {
    if (!(await ports.store.renew(job, ports.clock() + LEASE_MS))) return 'lost';
    const outcome = await distillTurn(ports, job, session, { root, known, turn, read });
    if (outcome !== 'done') return outcome;
    yield;
  }
  return summariseSession(ports, job, session, before.get(SESSION_TURN));
}

// A turn whose events were all forgotten is still there, empty.
async function findAll(ports: Ports, session: string, before: ReadonlyMap<string, string>): Promise<readonly FoundTurn[]> {
  const turns = await findTurns(ports, session);
  const found = new Set([SESSION_TURN, ...turns.map(({ prompt }) => prompt)]);
  const gone = [...before.keys()].filter((prompt) => !found.has(prompt));
  return [...turns, ...gone.map((prompt) => ({ prompt, ids: [], fingerprint: fingerprintTurn([]) }))];
}

interface Given {
  readonly root: string;
  readonly known: readonly Quoted[];
  readonly turn: FoundTurn;
  readonly read: ReadEvents;
}

async function distillTurn(ports: Ports, job: Job, session: Session, { root, known, turn: found, read }: Given): Promise<Distilling> {
  const { turn, context } = await readTurn(read, session, found, known);
  const distill = (): Promise<readonly MemoryDraft[]> => ports.distiller.distill(turn, { root, ...context });
  const drafts = turn.events.length === 0 ? { value: [] } : await tryDistiller(ports, session, distill);
  if (drafts === undefined) return 'refused';
  const isAsked = ports.model !== undefined && drafts.value.some(isReworded);
  const next = isAsked ? { next: { kind: 'enrich', key: turnKey(session.id, turn.prompt) } as const } : {};
  return save(ports, job, session, { ...found, ...next }, drafts.value);
}

// What a summary is made from are the memories of the session, so they tell whether it has to be made anew.
async function summariseSession(ports: Ports, job: Job, session: Session, before: string | undefined): Promise<Distilling> {
  const { memories, fingerprint } = await readMemories(ports, session);
  if (fingerprint === before) return 'done';
  const summary = await tryDistiller(ports, session, () => ports.distiller.summarise(memories));
  if (summary === undefined) return 'refused';
  const drafts = summary.value === undefined ? [] : [summary.value];
  // A model is asked about a session once it has been quiet: each turn makes its summary anew. Of one memory it is that memory again.
  const isAsked = ports.model !== undefined && memories.length > 1;
  const next = isAsked ? { next: { kind: 'enrich', key: turnKey(session.id, SESSION_TURN), inMs: OVER_MS } as const } : {};
  return save(ports, job, session, { prompt: SESSION_TURN, fingerprint, ...next }, drafts);
}

function tryDistiller<T>(ports: Ports, session: Session, attempt: () => Promise<T>): Promise<{ readonly value: T } | undefined> {
  return tryGuarded(ports, { name: ports.distiller.name, about: session.id, ...PATIENCE }, attempt);
}

async function save(
  { store, distiller }: Ports,
  lease: Job,
  session: Session,
  { prompt, fingerprint, next }: Pick<FoundTurn, 'prompt' | 'fingerprint'> & Pick<Distilled, 'next'>,
  drafts: readonly MemoryDraft[],
): Promise<Distilling> {
  const result = { session, turn: prompt, fingerprint, drafts, distilledBy: distiller.name, lease };
  const saved = await store.saveDistilled(next === undefined ? result : { ...result, next });
  return saved === undefined ? 'lost' : 'done';
}
