import { reword } from '../../distill/parse-rewordings.ts';
import { isBusy } from '../../model/error.ts';
import type { Session } from '../../model/event.ts';
import type { Rewording } from '../../ports/distiller.ts';
import type { Job } from '../../ports/jobs.ts';
import { QUIET_MS } from '../../ports/store.ts';
import { redactText } from '../../redact/redact.ts';
import { LONGEST_PAUSE_MS } from './backoff.ts';
import { failJob, refuseKiller } from './fail-job.ts';
import { findTurns, readTurn } from './find-turns.ts';
import type { Ports } from '../ports.ts';
import { MODEL_LEASE_MS, reapChildren } from './reap-children.ts';
import { tryGuarded } from './try-guarded.ts';
import { parseTurnKey } from './turn-key.ts';
import { whenFree } from './when-free.ts';

const HEARTBEAT_MS = MODEL_LEASE_MS / 3;
// A model that failed this often in a row, whatever it was asked, is left alone for a while.
const PATIENCE = { threshold: 3, pauseMs: 60_000, longestMs: LONGEST_PAUSE_MS, probeMs: 300_000 };

/**
 * Asks the model for better words for distilled turns, one after another, until none is due, as many are asked about on this
 * machine as may be, or the model is left alone for a while; yields after each turn. The memories keep their ids. A failure is
 * no error: the words from before stand, and the turn is tried again later. Once `signal` is aborted the job is given back at
 * once, and the generator ends when the child has.
 */
export async function* enrich(ports: Ports, signal: AbortSignal): AsyncGenerator<void, void> {
  if (ports.model === undefined) return;
  await reapChildren(ports, 'own too');
  await ports.store.giveBackAll('enrich', ports.owner, ports.clock());
  while (!signal.aborted && (await enrichNext(ports, ports.model, signal))) yield;
}

// False: there is nothing to do for now.
async function enrichNext(ports: Ports, model: NonNullable<Ports['model']>, signal: AbortSignal): Promise<boolean> {
  const { store, clock, owner } = ports;
  const mark = crypto.randomUUID();
  const at = clock();
  const job = await store.claim({ kind: 'enrich', owner, at, leaseMs: MODEL_LEASE_MS, dueBy: at, child: { mark, cap: model.cap } });
  if (job === undefined) return false;
  try {
    refuseKiller(job);
    return await underLease(ports, job, signal, (held) => askAbout(ports, model, job, mark, held));
  } catch (error) {
    if (signal.aborted) return false;
    if (isBusy(error)) throw error;
    await failJob(ports, job, 'Asking the model about a turn', error);
    return true;
  } finally {
    // One that cannot be ended stays on record, and counts.
    if (await ports.processes.endChild(mark, undefined)) await whenFree(() => store.dropChild(mark), signal);
  }
}

// Renews the lease while the model is asked, and gives it up the moment that is broken off: this process may be about to
// leave. The signal it hands on is also aborted when the lease is lost.
async function underLease<T>({ store, clock }: Ports, job: Job, signal: AbortSignal, work: (held: AbortSignal) => Promise<T>): Promise<T> {
  const lost = new AbortController();
  const beat = setInterval(() => {
    void store.renew(job, clock() + MODEL_LEASE_MS).then(
      (held) => held || lost.abort(),
      () => undefined,
    );
  }, HEARTBEAT_MS).unref();
  const giveBack = (): void => void store.giveBack(job, clock()).catch(() => undefined);
  if (signal.aborted) giveBack();
  signal.addEventListener('abort', giveBack, { once: true });
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    clearInterval(beat);
    signal.removeEventListener('abort', giveBack);
  }
}

// False: the model is left alone for a while.
async function askAbout(ports: Ports, model: NonNullable<Ports['model']>, job: Job, mark: string, signal: AbortSignal): Promise<boolean> {
  const { store, clock, distiller } = ports;
  const found = await findTurn(ports, job.key);
  // It was forgotten, or distilled anew since: then it is asked for again.
  if (found === undefined) return store.complete(job).then(() => true);
  const { session, turn, context, fingerprint } = found;
  const { root } = await ports.locate(session.cwd);
  const drafts = await distiller.distill(turn, { root, ...context });
  const started = (identity: string | undefined): void =>
    void store.identifyChild(mark, identity).catch((error: unknown) => ports.log.warn('A model child is known by its mark only', error));
  const request = { mark, signal, started };
  // Who was suspended since the claim must not start a child that nobody counts.
  if (!(await store.renew(job, clock() + MODEL_LEASE_MS))) return true;
  const words = await tryGuarded(ports, { name: model.name, ...PATIENCE }, () => model.reword(turn, drafts, request), signal);
  if (words === undefined) return store.giveBack(job, clock()).then(() => false);
  const result = {
    session,
    turn: turn.prompt,
    fingerprint,
    drafts: reword(drafts, words.value.map(redactRewording)),
    distilledBy: model.name,
  };
  // An answer has cost something: it is not asked for again because others write at the same moment.
  const saved = await whenFree(() => store.saveDistilled({ ...result, lease: job, insteadOf: fingerprint }), signal);
  // The summary of the session is made from its memories.
  if (saved !== undefined) await whenFree(() => store.enqueue('distill', session.id, clock(), clock() + QUIET_MS), signal);
  // Where the turn was distilled anew meanwhile it is to be asked about again; where the lease was lost, somebody else does.
  await whenFree(() => store.complete(job), signal);
  return true;
}

// A model's program may have seen more than it was told.
function redactRewording({ slot, ...words }: Rewording): Rewording {
  const redacted = Object.entries(words).map(([field, value]) => [
    field,
    typeof value === 'string' ? redactText(value) : value.map(redactText),
  ]);
  return { slot, ...(Object.fromEntries(redacted) as Omit<Rewording, 'slot'>) };
}

async function findTurn(ports: Ports, key: string): Promise<(Awaited<ReturnType<typeof readTurn>> & Found) | undefined> {
  const { session: id, prompt } = parseTurnKey(key) ?? { session: '', prompt: '' };
  const session = await ports.store.session(id);
  const turn = (await findTurns(ports, id)).find((one) => one.prompt === prompt);
  const distilled = (await ports.store.distilled(id)).get(prompt);
  if (session === undefined || turn === undefined || distilled !== turn.fingerprint) return undefined;
  return { session, fingerprint: turn.fingerprint, ...(await readTurn(ports, session, turn)) };
}

interface Found {
  readonly session: Session;
  readonly fingerprint: string;
}
