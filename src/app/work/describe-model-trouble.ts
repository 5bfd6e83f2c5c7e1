import type { Ports } from '../ports.ts';
import { formatUntil } from './format-budget.ts';
import { readStandings } from './standings.ts';

/** The breaker that tells of the last call our own budget refused. */
export const BUDGET = 'model budget';

/**
 * Why the model that the user configured is not asked at present, in one sentence for the user; undefined: it is, or there is none.
 * Quick: it is asked for where a session starts.
 */
export async function describeModelTrouble(
  ports: Pick<Ports, 'store' | 'clock' | 'model' | 'modelLimits'>,
  project: string,
): Promise<string | undefined> {
  if (ports.model === undefined) return undefined;
  const { name } = ports.model;
  const breakers = await ports.store.breakers();
  const shut = breakers.find((breaker) => breaker.name === name && breaker.state !== 'closed');
  if (shut !== undefined) return `The model is left alone: ${shut.error.replace(/\.$/, '')}; memories are made without it.`;
  const ends = (await readStandings(ports, project)).map(({ until = 0 }) => until);
  const until = Math.max(0, ...ends);
  const refused = breakers.find((breaker) => breaker.name === BUDGET && breaker.openUntil > ports.clock());
  if (until === 0) return refused && `${refused.error} Memories are made without it meanwhile.`;
  return `The model's budget is used up until ${formatUntil(until, ports.clock())}; memories are made without it.`;
}
