import { findRefusals, type MostOfCall, type Refusal } from '../../distill/budget.ts';
import { HoldfastError } from '../../model/error.ts';
import type { ModelLimits } from '../../model/model-limits.ts';
import type { Ports } from '../ports.ts';
import { formatAmount, formatUntil } from './format-budget.ts';
import { readSpent, whenFreed } from './spent.ts';

/** A call that somebody wants to make. */
export interface WantedCall {
  /** Id of the project. */
  readonly project: string;
  readonly most: MostOfCall;
}

/**
 * Rejects with `model_budget` where a call may take more than there is left; `retryAfterMs`: when it will fit, absent where no time
 * makes it fit. Nothing is reserved: of processes that ask at once each may be let through, so a limit is overshot by at most one call
 * a process.
 */
export async function admitCall(ports: Pick<Ports, 'store' | 'clock'>, limits: ModelLimits, { project, most }: WantedCall): Promise<void> {
  const refusals = findRefusals(limits, await readSpent(ports, limits, project), most);
  const lasting = refusals.find(({ why }) => why !== 'used up');
  if (lasting !== undefined) throw new HoldfastError('model_budget', describeLasting(lasting));
  const waits = await Promise.all(
    refusals.map(async (refusal) => ({ refusal, until: await whenFreed(ports, { ...refusal.limit, excess: refusal.excess, project }) })),
  );
  const [longest] = waits.toSorted((a, b) => b.until - a.until);
  if (longest === undefined) return;
  const now = ports.clock();
  throw new HoldfastError('model_budget', describeUsedUp(longest.refusal, formatUntil(longest.until, now)), {
    retryAfterMs: longest.until - now,
  });
}

function describeLasting({ limit: { name, unit, bound, setting }, why, most }: Refusal): string {
  const limit = `the limit of ${formatAmount(unit, bound)} ${name}`;
  return why === 'no price'
    ? `The price of the model is not known, so ${limit} cannot be kept: add it to modelPrices, or set ${setting} to 0.`
    : `One call may take ${formatAmount(unit, most)}, which is more than ${limit}: raise ${setting}.`;
}

function describeUsedUp({ limit: { name, unit, bound }, used, most }: Refusal, until: string): string {
  const numbers = `${formatAmount(unit, used)} of ${formatAmount(unit, bound)} ${name} are used, and the next call may take ${formatAmount(unit, most)}`;
  return `The model's budget is used up until ${until}: ${numbers}.`;
}
