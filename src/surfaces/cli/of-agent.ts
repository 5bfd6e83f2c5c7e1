import { HoldfastError } from '../../model/error.ts';

// What agents set for the commands they run: Claude Code both.
const MARKS = ['CLAUDECODE', 'AI_AGENT'];

/** Throws `usage` where an agent runs what only a person may decide, as far as it says that it is one. */
export function refuseAgent(): void {
  const isAgent = MARKS.some((name) => (process.env[name] ?? '') !== '');
  if (isAgent) throw new HoldfastError('usage', 'Run this in a terminal of your own.');
}
