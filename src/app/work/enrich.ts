import { reword } from '../../distill/ask/reword.ts';
import { HoldfastError, isBusy } from '../../model/error.ts';
import type { ModelRequest, Rewording } from '../../ports/distiller.ts';
import type { Job } from '../../ports/jobs.ts';
import { QUIET_MS } from '../../ports/store.ts';
import { redactText } from '../../redact/redact.ts';
import type { Ports } from '../ports.ts';
import { LONGEST_PAUSE_MS } from './backoff.ts';
import { claimBatch } from './claim-batch.ts';
import { failJob, refuseKiller } from './fail-job.ts';
import { type AskedQuestion, findQuestion } from './find-question.ts';
import { holdLeases } from './hold-leases.ts';
import { admitCall } from './model-budget.ts';
import { MODEL_LEASE_MS, reapChildren } from './reap-children.ts';
import { OVER_MS, SESSION_TURN } from './summary-of.ts';
import { tryGuarded } from './try-guarded.ts';
import { whenFree } from './when-free.ts';

// A model that failed this often in a row, whatever it was asked, is left alone for a while.
const PATIENCE = { threshold: 3, pauseMs: 60_000, longestMs: LONGEST_PAUSE_MS, probeMs: 300_000 };

// These say something about the model or its settings, and nothing about what it was asked.
const OF_MODEL: ReadonlySet<string> = new Set(['config', 'model_budget', 'model_busy', 'model_denied', 'model_spent']);

type Model = NonNullable<Ports['model']>;

/**
 * Asks the model for better words for distilled turns, one request after another, until none is due, as many are asked about on
 * this machine as may be, the budget is used up, or the model is left alone for a while; yields after each. The memories keep
 * their ids. A failure is no error: the words from before stand, and the turn is tried again later. Once `signal` is aborted
 * the jobs are given back at once, and the generator ends when the child has. `eager` takes sessions as well that have not been
 * quiet for long.
 */
export async function* enrich(
  ports: Ports,
  signal: AbortSignal,
  { eager = false }: { readonly eager?: boolean } = {},
): AsyncGenerator<void, void> {
  if (ports.model === undefined) return;
  await reapChildren(ports, 'own too');
  await ports.store.giveBackAll('enrich', ports.owner, ports.clock());
  while (!signal.aborted && (await enrichNext(ports, ports.model, signal, eager ? OVER_MS : 0))) yield;
}

// False: there is nothing to do for now.
async function enrichNext(ports: Ports, model: Model, signal: AbortSignal, aheadMs: number): Promise<boolean> {
  const { store, clock, owner } = ports;
  const mark = crypto.randomUUID();
  const at = clock();
  const child = { mark, cap: model.cap };
  const job = await store.claim({ kind: 'enrich', owner, at, leaseMs: MODEL_LEASE_MS, dueBy: at + aheadMs, child });
  if (job === undefined) return false;
  try {
    return await askFor(ports, model, job, mark, signal);
  } finally {
    // One that cannot be ended stays on record, and counts.
    if (await ports.processes.endChild(mark, undefined)) await whenFree(() => store.dropChild(mark), signal);
  }
}

async function askFor(ports: Ports, model: Model, job: Job, mark: string, signal: AbortSignal): Promise<boolean> {
  let jobs: readonly Job[] = [job];
  try {
    refuseKiller(job);
    const first = await findQuestion(ports, job);
    // It was forgotten, or distilled anew since: then it is asked for again.
    if (first === undefined) return await ports.store.complete(job).then(() => true);
    const questions = await claimBatch(ports, first, model.batch);
    jobs = questions.map((question) => question.job);
    return await holdLeases(ports, jobs, signal, (held) => askAbout(ports, model, questions, mark, held));
  } catch (error) {
    if (signal.aborted) return false;
    if (isBusy(error)) throw error;
    return await takeBack(ports, jobs, error);
  }
}

// What is no fault of the turns is not counted against them: they wait until the model can be asked again.
async function takeBack(ports: Ports, jobs: readonly Job[], error: unknown): Promise<boolean> {
  if (isOfModel(error)) {
    // Of a budget that is used up `status` tells; here it would be told at every turn.
    if (error.code !== 'model_budget') ports.log.warn('The model is left alone', error);
    for (const job of jobs) await ports.store.giveBack(job, ports.clock());
    return false;
  }
  for (const job of jobs) await failJob(ports, job, 'Asking the model about a turn', error);
  return true;
}

function isOfModel(error: unknown): error is HoldfastError {
  return error instanceof HoldfastError && OF_MODEL.has(error.code);
}

// False: the model is left alone for a while.
async function askAbout(
  ports: Ports,
  model: Model,
  questions: readonly AskedQuestion[],
  mark: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, clock } = ports;
  const request = toRequest(ports, questions[0]!, mark, signal);
  // Who was suspended since the claim must not start a child that nobody counts.
  for (const { job } of questions) if (!(await store.renew(job, clock() + MODEL_LEASE_MS))) return true;
  const guard = { name: model.name, ...PATIENCE, patienceFor };
  const words = await tryGuarded(ports, guard, () => model.reword(questions, request), signal);
  for (const [index, question] of questions.entries()) {
    if (words === undefined) await store.giveBack(question.job, clock());
    else await save(ports, model, question, words.value[index] ?? [], signal);
  }
  return words !== undefined;
}

// Nothing is tried three times over where the first answer says that it is of no use. A budget that fills again is no fault of the
// model; one that no time makes room in is.
function patienceFor(error: unknown): Partial<Pick<typeof PATIENCE, 'threshold' | 'pauseMs'>> | undefined {
  if (!isOfModel(error)) return {};
  if (error.code === 'model_budget' && error.retryAfterMs !== undefined) return undefined;
  return { threshold: 1, pauseMs: error.code === 'model_busy' ? (error.retryAfterMs ?? PATIENCE.pauseMs) : LONGEST_PAUSE_MS };
}

function toRequest(ports: Ports, { session }: AskedQuestion, mark: string, signal: AbortSignal): ModelRequest {
  const { store, clock, log, modelLimits } = ports;
  return {
    mark,
    signal,
    started: (identity) =>
      void store.identifyChild(mark, identity).catch((error: unknown) => log.warn('A model child is known by its mark only', error)),
    admit: (most) => (modelLimits === undefined ? Promise.resolve() : admitCall(ports, modelLimits, { project: session.project, most })),
    spent: async (call) => {
      const row = { ...call, at: clock(), project: session.project, session: session.id };
      await whenFree(() => store.recordModelCall(row), signal);
    },
  };
}

async function save(ports: Ports, model: Model, question: AskedQuestion, words: readonly Rewording[], signal: AbortSignal): Promise<void> {
  const { store, clock } = ports;
  const { job, session, turn, fingerprint } = question;
  const drafts = reword(question.drafts, words.map(redactRewording));
  const result = { session, turn: turn.prompt, fingerprint, drafts, distilledBy: model.name };
  // An answer has cost something: it is not asked for again because others write at the same moment.
  const saved = await whenFree(() => store.saveDistilled({ ...result, lease: job, insteadOf: fingerprint }), signal);
  // The summary of the session is made from its memories.
  if (saved !== undefined && turn.prompt !== SESSION_TURN)
    await whenFree(() => store.enqueue('distill', session.id, clock(), clock() + QUIET_MS), signal);
  // Where the turn was distilled anew meanwhile it is to be asked about again; where the lease was lost, somebody else does.
  await whenFree(() => store.complete(job), signal);
}

// A model's program may have seen more than it was told.
function redactRewording({ slot, ...words }: Rewording): Rewording {
  const redacted = Object.entries(words).map(([field, value]) => [
    field,
    typeof value === 'string' ? redactText(value) : value.map(redactText),
  ]);
  return { slot, ...(Object.fromEntries(redacted) as Omit<Rewording, 'slot'>) };
}
