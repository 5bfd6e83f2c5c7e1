import type { Breaker } from '../../ports/breakers.ts';
import type { DeadJob } from '../../ports/jobs.ts';
import { count } from '../../model/count.ts';
import { parseTurnKey } from '../work/turn-key.ts';

/** A piece of work that was given up, for a person. */
export function describeDead({ kind, key, attempt, error }: DeadJob): string {
  const work =
    kind === 'distill' ? `distilling session ${key}` : `asking a model about a turn of session ${parseTurnKey(key)?.session ?? key}`;
  return `${work}: ${count(attempt, 'attempt')}, the last error: ${error || 'not kept'}`;
}

/** A breaker that is not closed, for a person. */
export function describeBreaker({ name, state, failures, openUntil, error }: Breaker): string {
  const now = state === 'open' ? `left alone until ${new Date(openUntil).toISOString()}` : 'being tried again';
  return `"${name}" is ${now}, after ${count(failures, 'failure')} in a row, the last: ${error || 'not kept'}`;
}
