import type { CallSpan, CallSums, RecordedCall, UsageOfDay } from '../../ports/model-calls.ts';
import type { Database } from './database.ts';

const SUMS = `
  count(*) as calls, coalesce(sum(input_tokens), 0) as inputTokens, coalesce(sum(output_tokens), 0) as outputTokens,
  coalesce(sum(cached_tokens), 0) as cachedTokens, coalesce(sum(cost_usd), 0.0) as costUsd,
  coalesce(sum(cost_usd is null and input_tokens + output_tokens > 0), 0) as unpriced`;

const AMOUNTS = { tokens: 'input_tokens + output_tokens', usd: 'cost_usd' } as const;

// Sums of decimal fractions differ by a hair with the order in which they are added up.
const HAIR = 1e-9;

/** Writes down a call of a model. */
export function recordModelCall({ sql }: Database, call: RecordedCall): void {
  sql(`
    insert into model_call (at, project, session, provider, model, input_tokens, output_tokens, cached_tokens, cost_usd, outcome)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
    call.at,
    call.project,
    call.session,
    call.provider,
    call.model,
    call.inputTokens,
    call.outputTokens,
    call.cachedTokens,
    call.costUsd ?? null,
    call.outcome,
  );
}

/** What the calls of a span took together. */
export function sumModelCalls({ sql }: Database, span: CallSpan): CallSums {
  const { where, values } = within(span);
  return { ...(sql(`select ${SUMS} from model_call where ${where}`).get(...values) as unknown as CallSums) };
}

/** The time of the call with which so much was spent; undefined where it never was. */
export function whenSpent({ sql }: Database, span: CallSpan, unit: keyof typeof AMOUNTS, amount: number): number | undefined {
  const { where, values } = within(span);
  const row = sql(`
    select at from (select at, seq, sum(${AMOUNTS[unit]}) over (order by at, seq) as spent from model_call where ${where})
    where spent >= ? order by at, seq limit 1`).get(...values, amount - HAIR);
  return row === undefined ? undefined : Number(row['at']);
}

/** What each model took for each project on each day. */
export function listUsageByDay({ sql }: Database, span: CallSpan): UsageOfDay[] {
  const { where, values } = within(span);
  const rows = sql(`
    select date(at / 1000, 'unixepoch', 'localtime') as day, provider, model, project, ${SUMS} from model_call where ${where}
    group by day, provider, model, project
    order by day, inputTokens + outputTokens desc, provider, model, project`).all(...values);
  return rows.map((row) => ({ ...(row as unknown as UsageOfDay) }));
}

// Two texts at most, so that each is prepared once.
function within({ since, until = Number.MAX_SAFE_INTEGER, project }: CallSpan): { where: string; values: (number | string)[] } {
  const where = 'at >= ? and at < ?';
  return project === undefined ? { where, values: [since, until] } : { where: `project = ? and ${where}`, values: [project, since, until] };
}
