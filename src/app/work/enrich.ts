import { isReworded } from '../../distill/ask/is-reworded.ts';
import { reword } from '../../distill/ask/reword.ts';
import { HoldfastError, isBusy } from '../../model/error.ts';
import type { MemoryDraft } from '../../model/memory.ts';
import type { ModelRequest, Rewording } from '../../ports/distiller.ts';
import type { Job } from '../../ports/jobs.ts';
import { type Distilled, QUIET_MS } from '../../ports/store.ts';
import { redactEvent, redactText } from '../../redact/redact.ts';
import type { Ports } from '../ports.ts';
import { LONGEST_PAUSE_MS } from './backoff.ts';
import { claimBatch } from './claim-batch.ts';
import { failJob, refuseKiller } from './fail-job.ts';
import { type AskedQuestion, findQuestion } from './find-question.ts';
import { BUDGET } from './describe-model-trouble.ts';
import { holdLeases } from './hold-leases.ts';
import { admitCall } from './model-budget.ts';
import { MODEL_LEASE_MS, reapChildren } from './reap-children.ts';
import { OVER_MS, SESSION_TURN } from './summary-of.ts';
import { tryGuarded } from './try-guarded.ts';
import { turnKeySuffix } from './turn-key.ts';
import { LONG_PATIENCE, whenFree } from './when-free.ts';

// A model that failed this often in a row, whatever it was asked, is left alone for a while.
const PATIENCE = { threshold: 3, pauseMs: 60_000, longestMs: LONGEST_PAUSE_MS, probeMs: 300_000 };

// These say something about the model or its settings, and nothing about what it was asked.
const OF_MODEL: ReadonlySet<string> = new Set(['config', 'model_budget', 'model_busy', 'model_denied', 'model_spent']);

// A session as a whole comes after its turns: new words for those make its summary anew.
const SESSION_KEY_SUFFIX = turnKeySuffix(SESSION_TURN);

type Model = NonNullable<Ports['model']>;

/**
 * Asks the model for better words for distilled turns, one request after another, until none is due, as many are asked about on
 * this machine as may be, or the model is left alone for a while; yields after each. What does not fit the budget is put off. The
 * memories keep their ids. A failure is no error: the words from before stand, and the turn is tried again later. Once `signal` is aborted
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
  const job = await store.claim({
    kind: 'enrich',
    owner,
    at,
    leaseMs: MODEL_LEASE_MS,
    dueBy: at + aheadMs,
    child,
    lastSuffix: SESSION_KEY_SUFFIX,
  });
  if (job === undefined) return false;
  try {
    return await askFor(ports, model, job, mark, signal);
  } finally {
    // One that cannot be ended stays on record, and counts.
    if (!model.usesProcess || (await ports.processes.endChild(mark, undefined))) await whenFree(() => store.dropChild(mark), signal);
  }
}

async function askFor(ports: Ports, model: Model, job: Job, mark: string, signal: AbortSignal): Promise<boolean> {
  let jobs: readonly Job[] = [job];
  try {
    refuseKiller(job);
    const first = await findQuestion(ports, job);
    if (first === undefined) return await ports.store.complete(job).then(() => true);
    const questions = await claimBatch(ports, first, model.batch);
    jobs = questions.map((question) => question.job);
    // Where a lease was lost, another does what is left.
    return (await holdLeases(ports, jobs, signal, (held) => askAbout(ports, model, questions, mark, held))) ?? true;
  } catch (error) {
    if (signal.aborted) return false;
    if (isBusy(error)) throw error;
    return await takeBack(ports, jobs, error);
  }
}

// What is no fault of the turns is not counted against them: they wait until the model can be asked again.
async function takeBack(ports: Ports, jobs: readonly Job[], error: unknown): Promise<boolean> {
  if (isOfModel(error) && error.code === 'model_budget') return putOff(ports, jobs, error);
  if (isOfModel(error)) {
    ports.log.warn('The model is left alone', error);
    for (const job of jobs) await ports.store.giveBack(job, ports.clock());
    return false;
  }
  for (const job of jobs) await failJob(ports, job, 'Asking the model about a turn', error);
  return true;
}

// Others may still fit: turns of another project, or shorter ones. What is too much together is asked one by one.
async function putOff({ store, clock }: Ports, jobs: readonly Job[], { message, retryAfterMs }: HoldfastError): Promise<boolean> {
  const now = clock();
  const pauseMs = retryAfterMs ?? LONGEST_PAUSE_MS;
  for (const job of jobs) {
    if (retryAfterMs === undefined && jobs.length > 1) await store.fail(job, message, now, now, Infinity);
    else await store.giveBack(job, now, now + pauseMs);
  }
  // The latest counts: `status` and the start of a session tell of it.
  await store.report(BUDGET, now, { ok: true });
  await store.report(BUDGET, now, { ok: false, error: message, threshold: 1, pauseMs, longestMs: pauseMs });
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
  const held = await Promise.all(questions.map(({ job }) => store.renew(job, clock() + MODEL_LEASE_MS)));
  if (held.includes(false)) {
    for (const { job } of questions) await store.giveBack(job, clock());
    return true;
  }
  const told = questions.map(redactQuestion);
  const guard = { name: model.name, ...PATIENCE, patienceFor, whileBusy: LONG_PATIENCE };
  const words = await tryGuarded(ports, guard, () => model.reword(told, request), signal);
  const insteadOf = questions.map(({ turn, fingerprint }) => ({ turn: turn.prompt, fingerprint }));
  for (const [index, question] of questions.entries()) {
    if (words === undefined) await store.giveBack(question.job, clock());
    else await save(ports, model, question, { words: words.value[index] ?? [], insteadOf }, signal);
  }
  return words !== undefined;
}

// What was captured by an earlier version may hold what this one would not have kept, and what is made of it as well.
function redactQuestion({ turn, drafts, ...question }: AskedQuestion): AskedQuestion {
  return { ...question, turn: { ...turn, events: turn.events.map(redactEvent) }, drafts: drafts.map(redactDraft) };
}

// What of a draft is told.
function redactDraft({ title, subtitle, narrative, facts, concepts, ...draft }: MemoryDraft): MemoryDraft {
  return { ...draft, ...redactWords({ title, subtitle, narrative, facts, concepts }) };
}

// Nothing is tried three times over where the first answer says that it is of no use. Our own budget is no fault of the model.
function patienceFor(error: unknown): Partial<Pick<typeof PATIENCE, 'threshold' | 'pauseMs'>> | undefined {
  if (!isOfModel(error)) return {};
  if (error.code === 'model_budget') return undefined;
  return { threshold: 1, pauseMs: error.code === 'model_busy' ? (error.retryAfterMs ?? PATIENCE.pauseMs) : LONGEST_PAUSE_MS };
}

function toRequest(ports: Ports, { session }: AskedQuestion, mark: string, signal: AbortSignal): ModelRequest {
  const { store, clock, log, modelLimits } = ports;
  return {
    mark,
    signal,
    started: (identity) =>
      void store.identifyChild(mark, identity).catch((error: unknown) => log.warn('A model child is known by its mark only', error)),
    async admit(most) {
      if (modelLimits === undefined) return;
      await admitCall(ports, modelLimits, { project: session.project, most });
      await store.report(BUDGET, clock(), { ok: true });
    },
    spent: async (call) => {
      const row = { ...call, at: clock(), project: session.project, session: session.id };
      await whenFree(() => store.recordModelCall(row), signal, LONG_PATIENCE);
    },
  };
}

interface Answer {
  readonly words: readonly Rewording[];
  /** What all turns that went into the request have to be distilled from still. */
  readonly insteadOf: NonNullable<Distilled['insteadOf']>;
}

async function save(
  { store, clock }: Ports,
  model: Model,
  { job, session, turn, fingerprint, all }: AskedQuestion,
  { words, insteadOf }: Answer,
  signal: AbortSignal,
): Promise<void> {
  if (words.length === 0) return void (await whenFree(() => store.complete(job), signal, LONG_PATIENCE));
  const drafts = reword(all, words.filter(isReworded).map(redactRewording), turn);
  const result = { session, turn: turn.prompt, fingerprint, drafts, distilledBy: model.name, lease: job, ends: true, insteadOf };
  // The summary of the session is made from its memories.
  const next = turn.prompt === SESSION_TURN ? {} : { next: { kind: 'distill', key: session.id, inMs: QUIET_MS } as const };
  // An answer has cost something: it is not asked for again because others write at the same moment.
  const saved = await whenFree(() => store.saveDistilled({ ...result, ...next }), signal, LONG_PATIENCE);
  // Where a turn was distilled anew or forgotten meanwhile it is to be asked about again; where the lease was lost, somebody else does.
  if (saved === undefined) await whenFree(() => store.giveBack(job, clock()), signal, LONG_PATIENCE);
}

// A model's program may have seen more than it was told.
function redactRewording({ slot, ...words }: Rewording): Rewording {
  return { slot, ...redactWords(words) };
}

function redactWords<Words extends Omit<Rewording, 'slot'>>(words: Words): Words {
  const redacted = Object.entries(words).map(([field, value]) => [
    field,
    typeof value === 'string' ? redactText(value) : value.map(redactText),
  ]);
  return Object.fromEntries(redacted) as Words;
}
