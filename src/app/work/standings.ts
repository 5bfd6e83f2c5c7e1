import { amountOf, averageOf, type Fill, fillOf, type Limit, listLimits, WINDOW_MS } from '../../distill/budget.ts';
import type { CallSums } from '../../ports/model-calls.ts';
import type { Ports } from '../ports.ts';
import { formatAmount, formatUntil } from './format-budget.ts';
import { addUp } from './add-up.ts';
import { readSpent, whenFreed } from './spent.ts';

/** How far a limit is used. */
export interface Standing extends Omit<Limit, 'setting' | 'window'> {
  readonly used: number;
  readonly fill: Fill;
  /** Id of the project, for a limit of each project. */
  readonly project?: string;
  /** When it goes on, in milliseconds since the epoch, where it is used up. */
  readonly until?: number;
}

/** How far each limit is used; those of projects for one, or for every one that a model was asked for in the last 30 days. */
export async function readStandings(ports: Pick<Ports, 'store' | 'clock' | 'modelLimits'>, project?: string): Promise<readonly Standing[]> {
  const { modelLimits: limits } = ports;
  if (limits === undefined) return [];
  const spent = await readSpent(ports, limits, project);
  const limited = listLimits(limits);
  const ofProjects = project === undefined && limited.some(({ window }) => window === 'project') ? await readProjects(ports) : [];
  const standings: Standing[] = [];
  for (const limit of limited) {
    const sums = spent[limit.window];
    const scopes = sums === undefined ? ofProjects : [[limit.window === 'project' ? project : undefined, sums] as const];
    for (const [scope, taken] of scopes) standings.push(await describe(ports, limit, taken, scope));
  }
  return standings;
}

/** Those that are used up or nearly, for a person, a line each. */
export async function describeStandings(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  standings: readonly Standing[],
): Promise<readonly string[]> {
  const full = standings.filter(({ fill }) => fill !== 'free');
  const names = full.some(({ project }) => project !== undefined) ? await store.projectNames() : new Map<string, string>();
  return full.map(({ name, unit, bound, used, fill, until = 0, project }) => {
    const of = project === undefined ? '' : ` for ${names.get(project) ?? 'a project that is not known'}`;
    const numbers = `${formatAmount(unit, used)} of ${formatAmount(unit, bound)} ${name} are used${of}`;
    return fill === 'used up'
      ? `The model's budget is used up until ${formatUntil(until, clock())}: ${numbers}.`
      : `The model's budget is nearly used up: ${numbers}.`;
  });
}

async function readProjects({ store, clock }: Pick<Ports, 'store' | 'clock'>): Promise<readonly (readonly [string, CallSums])[]> {
  const rows = await store.usageByDay({ since: clock() - WINDOW_MS.project + 1 });
  return [...addUp(rows, ({ project }) => project)];
}

async function describe(
  ports: Pick<Ports, 'store' | 'clock'>,
  limit: Limit,
  taken: CallSums,
  project: string | undefined,
): Promise<Standing> {
  const { name, unit, window, bound } = limit;
  const used = amountOf(unit, taken);
  const fill = fillOf(limit, taken);
  const of = project === undefined ? {} : { project };
  const standing = { name, unit, bound, used, fill, ...of };
  if (fill !== 'used up') return standing;
  const excess = Math.min(used, used + averageOf(unit, taken) - bound);
  return { ...standing, until: await whenFreed(ports, { unit, window, excess, ...of }) };
}
