import { count } from '../../model/count.ts';
import { formatAmount } from '../../app/work/format-budget.ts';
import type { Usage } from '../../app/work/read-usage.ts';
import { formatTime } from './format-memory.ts';
import { paint, plainLine } from './print.ts';

type Sums = Pick<Usage, 'calls' | 'inputTokens' | 'outputTokens' | 'cachedTokens' | 'costUsd' | 'unpriced'>;
type Row = readonly [name: string, ...cells: string[]];

const WIDTH = 80;
const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const MOST_COLUMNS = 52;

/** What models took, as lines of at most 80 columns. */
export function formatUsage(usage: Usage): readonly string[] {
  const { days, models, projects, limits, unpriced } = usage;
  const tables = formatTable([
    ['By model', ...HEAD],
    ...models.map((sums): Row => [`${sums.model || 'unnamed'} (${sums.provider})`, ...toCells(sums)]),
    ['By project', ...HEAD],
    ...projects.map((sums): Row => [sums.name || 'unknown', ...toCells(sums)]),
  ]);
  const note = unpriced > 0 ? [`What ${count(unpriced, 'call')} cost is not known.`] : [];
  return [
    `Models were asked ${count(usage.calls, 'time')} in ${count(days.length, 'day')}: ${formatTaken(usage)}.`,
    '',
    ...tables.slice(0, models.length + 1),
    '',
    ...tables.slice(models.length + 1),
    ...note,
    '',
    ...formatDays(days),
    ...formatLimits(limits),
  ];
}

/** `12,345 tokens, 0.42 US dollars`, the money where it is known. */
export function formatTaken(sums: Pick<Sums, 'calls' | 'inputTokens' | 'outputTokens' | 'costUsd' | 'unpriced'>): string {
  const money = sums.unpriced === 0 ? '' : sums.costUsd === 0 ? undefined : 'at least ';
  const tokens = `${formatAmount('tokens', sums.inputTokens + sums.outputTokens)} tokens`;
  return `${tokens}, ${money === undefined ? 'cost unknown' : `${money}${formatAmount('usd', sums.costUsd)} US dollars`}`;
}

const HEAD = ['calls', 'input', 'cached', 'output', 'US dollars'];

function toCells({ calls, inputTokens, cachedTokens, outputTokens, costUsd, unpriced }: Sums): string[] {
  const money = formatAmount('usd', costUsd);
  return [
    ...[calls, inputTokens, cachedTokens, outputTokens].map((tokens) => formatAmount('tokens', tokens)),
    unpriced === 0 ? money : costUsd === 0 ? 'unknown' : `${money} + ?`,
  ];
}

// The numbers get what they need, the name what is left of the line.
function formatTable(rows: readonly Row[]): string[] {
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => row[i + 1]!.length)));
  const room = WIDTH - widths.reduce((sum, width) => sum + width + 2, 0);
  const longest = Math.max(...rows.map(([name]) => [...plainLine(name)].length));
  const first = Math.min(room, longest);
  return rows.map(([name, ...cells]) => {
    const line = `${fit(name, first)}${cells.map((cell, i) => `  ${cell.padStart(widths[i]!)}`).join('')}`;
    return cells[0] === HEAD[0] ? paint('bold', line) : line;
  });
}

function fit(text: string, width: number): string {
  const shown = cut(plainLine(text), width);
  return shown + ' '.repeat(width - [...shown].length);
}

function cut(text: string, width: number): string {
  const letters = [...text];
  return letters.length > width ? `${letters.slice(0, width - 1).join('')}…` : text;
}

// One column a day, or more days a column where they are many; a dot is a day without a call.
function formatDays(days: Usage['days']): string[] {
  const perColumn = Math.ceil(days.length / MOST_COLUMNS);
  const columns: number[] = [];
  for (let end = days.length; end > 0; end -= perColumn) columns.unshift(sumTokens(days.slice(Math.max(0, end - perColumn), end)));
  const most = Math.max(...columns);
  const chart = columns.map((tokens) => (tokens === 0 ? '·' : BLOCKS[Math.ceil((tokens / most) * BLOCKS.length) - 1]!)).join('');
  const each = perColumn === 1 ? 'a day' : `${perColumn} days`;
  return [paint('bold', `Tokens by day, █ is ${formatAmount('tokens', most)} ${each}`), `${days[0]!.day} ${chart} ${days.at(-1)!.day}`];
}

function sumTokens(days: Usage['days']): number {
  return days.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
}

function formatLimits(limits: Usage['limits']): string[] {
  if (limits.length === 0) return [];
  const lines = limits.map(({ name, unit, used, bound, until, projectName }) => {
    const share = `${Math.floor((100 * used) / bound)}%`.padStart(5);
    const where = projectName === undefined ? '' : `, ${plainLine(projectName) || 'unknown'}`;
    const line = cut(`${share}  ${formatAmount(unit, used)} of ${formatAmount(unit, bound)} ${name}${where}`, WIDTH);
    return until === undefined ? [line] : [line, `       used up until ${formatTime(until)}`];
  });
  return ['', paint('bold', 'Limits'), ...lines.flat()];
}
