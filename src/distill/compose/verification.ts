import type { CommandRun } from '../../model/memory.ts';
import type { Run } from '../evidence/commands.ts';
import { isCheck } from '../evidence/purpose.ts';

const MAX_COMMANDS = 12;

/** The last run of each test, build and check of a turn, in order: what the turn ended with, where that can be told. */
export function lastRuns(runs: readonly Run[]): readonly Run[] {
  const last = new Map<string, Run>();
  for (const run of runs) {
    if (!isCheck(run.purpose) || run.refused) continue;
    for (const key of run.settles) last.delete(key);
    if (!run.unclear) last.set(run.settles[0]!, run);
  }
  return [...last.values()];
}

/** The commands worth remembering with what came of them: everything but looking around, each once, as it ended. */
export function commandRuns(runs: readonly Run[]): readonly CommandRun[] {
  const byCommand = new Map<string, CommandRun>();
  for (const run of runs) {
    if (run.purpose === 'other' || run.refused || run.display === '') continue;
    byCommand.delete(run.display);
    if (!run.unclear) byCommand.set(run.display, commandRun(run));
  }
  return [...byCommand.values()].slice(-MAX_COMMANDS);
}

/** One sentence on how the work was checked, or empty: "npm test: 12 passed; npm run lint: 2 issues, failed". */
export function verification(runs: readonly Run[]): string {
  return lastRuns(runs)
    .slice(-3)
    .map((run) => `${run.core}: ${verdict(run)}`)
    .join('; ');
}

function verdict(run: Run): string {
  const said = run.result?.text.replace(/[.:\s]+$/, '') ?? '';
  if (!run.failed) return said === '' ? 'ok' : said;
  return said === '' ? 'failed' : `${said} (failed)`;
}

function commandRun(run: Run): CommandRun {
  const outcome = run.failed ? 'failed' : 'ok';
  return { command: run.display, outcome, ...(run.result === undefined ? {} : { result: run.result.text }) };
}
