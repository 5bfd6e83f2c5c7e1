import { readUsage } from '../../../app/work/read-usage.ts';
import { HoldfastError } from '../../../model/error.ts';
import { wireToLook } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { formatUsage } from '../format-usage.ts';
import { printJson, printLine } from '../print.ts';
import { findScope, readCount } from '../scope.ts';

const MOST_DAYS = 3660;

/** `holdfast usage`: what models took, and how far the limits are used. */
export const usageCommand: Command = {
  usage: 'usage [--days <n>] [--project <folder|name>] [--json]',
  summary: 'What models took, by model, project and day; the limits.',
  options: { days: { type: 'string' }, project: { type: 'string' }, json: { type: 'boolean' } },
  async run(line) {
    const days = readCount(line, 'days', 30);
    if (days < 1 || days > MOST_DAYS) throw new HoldfastError('usage', `--days wants a number from 1 to ${MOST_DAYS}.`);
    await using ports = await wireToLook();
    const project = line.flags['project'] === undefined ? undefined : await findScope(ports, line);
    const usage = await readUsage(ports, { days, ...(project === undefined ? {} : { project: project.id }) });
    if (line.flags['json'] === true) return printJson(usage);
    if (usage.calls === 0) return printLine(`No call of a model is on record ${days === 1 ? 'today' : `for the last ${days} days`}.`);
    return printLine(formatUsage(usage).join('\n'));
  },
};
