import { formatDay } from '../../inject/format-day.ts';
import type { CallSums } from '../../ports/model-calls.ts';
import type { Ports } from '../ports.ts';
import { addUp, NOTHING_TAKEN } from './add-up.ts';
import { readStandings, type Standing } from './standings.ts';

/** What models took in the last days. */
export interface Usage extends CallSums {
  readonly days: readonly (CallSums & { readonly day: string })[];
  readonly models: readonly (CallSums & { readonly provider: string; readonly model: string })[];
  /** `name` is empty where the project is not known. */
  readonly projects: readonly (CallSums & { readonly project: string; readonly name: string })[];
  readonly limits: readonly (Standing & { readonly projectName?: string })[];
}

/** Reads what models took today and on the days before, `days` in all: of one project, or of all. */
export async function readUsage(
  ports: Pick<Ports, 'store' | 'clock' | 'modelLimits'>,
  { days, project }: { readonly days: number; readonly project?: string },
): Promise<Usage> {
  const dates = listDays(ports.clock(), days);
  const rows = await ports.store.usageByDay({ since: dates[0]!.getTime(), ...(project === undefined ? {} : { project }) });
  const names = await ports.store.projectNames();
  const byDay = addUp(rows, ({ day }) => day);
  const byProject = addUp(rows, (row) => row.project);
  const byModel = addUp(rows, ({ provider, model }) => JSON.stringify([provider, model]));
  return {
    ...(addUp(rows, () => 'all').get('all') ?? NOTHING_TAKEN),
    days: dates.map((date) => formatDay(date.getTime())).map((day) => ({ day, ...(byDay.get(day) ?? NOTHING_TAKEN) })),
    models: mostFirst([...byModel].map(([key, sums]) => ({ ...parseModel(key), ...sums }))),
    projects: mostFirst([...byProject].map(([id, sums]) => ({ project: id, name: names.get(id) ?? '', ...sums }))),
    limits: (await readStandings(ports, project)).map((standing) =>
      standing.project === undefined ? standing : { ...standing, projectName: names.get(standing.project) ?? '' },
    ),
  };
}

// The first moment of each day, in the user's time zone: days are not all of one length.
function listDays(now: number, days: number): readonly Date[] {
  const today = new Date(now);
  return Array.from({ length: days }, (_, i) => new Date(today.getFullYear(), today.getMonth(), today.getDate() - (days - 1 - i)));
}

function parseModel(key: string): { provider: string; model: string } {
  const [provider = '', model = ''] = JSON.parse(key) as string[];
  return { provider, model };
}

function mostFirst<T extends CallSums>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((a, b) => b.inputTokens + b.outputTokens - a.inputTokens - a.outputTokens);
}
