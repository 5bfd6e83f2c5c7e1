import { respond } from './respond.ts';

const DEADLINE_MS = 1000;

/**
 * `holdfast hook <agent> [event]`: takes one hook's JSON on stdin and prints the answer. Exits 0 within its deadline,
 * whatever happens: a memory that fails must not stop the agent.
 */
export async function runHook(agentName: string, event: string | undefined): Promise<void> {
  // The one way out that nothing can hold up: not a stdin that never ends, nor a disk that does not answer.
  setTimeout(() => process.exit(0), DEADLINE_MS);
  process.on('uncaughtException', () => process.exit(0));
  try {
    const text = await respond({ agentName, event, input: process.stdin, env: process.env });
    if (text !== '') await new Promise<void>((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
  } catch {
    // The settings are wrong, so there is no log either. `holdfast doctor` says which; the agent goes on.
  }
  process.exit(0);
}
