import { answerHook } from '../../app/answer-hook.ts';
import { findAgent, readConfig, wireSurroundings } from '../../wire.ts';
import { readStdin } from './read-stdin.ts';

const DEADLINE_MS = 1000;
const LONGEST_INPUT = 64 * 1024 * 1024;

/**
 * `holdfast hook <agent> [event]`: takes one hook's JSON on stdin and prints the answer. Exits 0 within its deadline,
 * whatever happens: a memory that fails must not stop the agent.
 */
export async function runHook(agentName: string, event: string | undefined): Promise<void> {
  // The one way out that nothing can hold up: not a stdin that never ends, nor a disk that does not answer.
  setTimeout(() => process.exit(0), DEADLINE_MS);
  try {
    const text = await respond(agentName, event);
    if (text !== '') await new Promise<void>((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
  } catch {
    // Told in the log where there is one; the agent goes on.
  }
  process.exit(0);
}

async function respond(agentName: string, event: string | undefined): Promise<string> {
  const config = readConfig();
  const agent = findAgent(agentName);
  const input = await readStdin(process.stdin, LONGEST_INPUT);
  if (!config.enabled || input === undefined) return '';
  const surroundings = wireSurroundings({ ...config, busyTimeoutMs: Math.min(config.busyTimeoutMs, 400) });
  const { log } = surroundings;
  if (agent === undefined) {
    log.warn(`holdfast hook: no agent is called ${agentName}`);
    return '';
  }
  const fields = parseObject(input);
  if (fields === undefined) {
    log.warn(`holdfast hook ${agentName}: the input is not a JSON object (${input.length} characters)`);
    return '';
  }
  try {
    return await answerHook(surroundings, agent, event === undefined ? fields : { hook_event_name: event, ...fields }, config.contextTokens);
  } finally {
    await surroundings.close();
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
