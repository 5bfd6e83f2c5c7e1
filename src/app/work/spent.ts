import { listLimits, type Spent, type Unit, type Window, WINDOW_MS } from '../../distill/budget.ts';
import type { ModelLimits } from '../../model/model-limits.ts';
import type { CallSpan } from '../../ports/model-calls.ts';
import type { Ports } from '../ports.ts';

/** Reads what was taken in each window that a limit asks for; without a project, that of projects is left out. */
export async function readSpent({ store, clock }: Pick<Ports, 'store' | 'clock'>, limits: ModelLimits, project?: string): Promise<Spent> {
  const now = clock();
  const windows = new Set(listLimits(limits).map(({ window }) => window));
  if (project === undefined) windows.delete('project');
  const spent: Partial<Record<Window, Spent[Window]>> = {};
  for (const window of windows) spent[window] = await store.sumModelCalls(spanOf(window, now, project));
  return spent as Spent;
}

/** When the oldest calls of a window that took `excess` together have fallen out of it. */
export async function whenFreed(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { window, unit, excess, project }: { readonly window: Window; readonly unit: Unit; readonly excess: number; readonly project?: string },
): Promise<number> {
  const now = clock();
  return ((await store.whenSpent(spanOf(window, now, project), unit, excess)) ?? now) + WINDOW_MS[window];
}

// As far ahead as back: a clock that was set back a little forgets nothing, one that was far ahead once blocks nothing for long.
function spanOf(window: Window, now: number, project?: string): CallSpan {
  const span = { since: now - WINDOW_MS[window] + 1, until: now + WINDOW_MS[window] };
  return window === 'project' && project !== undefined ? { ...span, project } : span;
}
