import { HoldfastError } from '../../model/error.ts';

// What agents set for the commands they run: Claude Code both.
const MARKS = ['CLAUDECODE', 'AI_AGENT'];

/** Whether an agent runs this command, as far as it says so. */
export function isRunByAgent(): boolean {
  return MARKS.some((name) => (process.env[name] ?? '') !== '');
}

/** Throws `usage` where an agent runs what only a person may decide. */
export function refuseAgent(): void {
  if (isRunByAgent()) throw new HoldfastError('usage', 'Run this in a terminal of your own.');
}
