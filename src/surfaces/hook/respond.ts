import type { Readable } from 'node:stream';
import { answerHook } from '../../app/capture/answer-hook.ts';
import { serveSilently } from '../../app/capture/live-session.ts';
import { findAgent, isInsideModelChild, readConfig, wireSurroundings } from '../../wire.ts';
import { readStdin } from './read-stdin.ts';

// What is longer is left to the transcript: to parse and to redact it would take longer than a hook may.
const LONGEST_INPUT = 16 * 1024 * 1024;
// A hook has a second in all: it does not wait for another process's write as long as others may.
const LONGEST_WAIT_MS = 400;

/** One call of a hook: which agent, which event where the payload does not name it, and the payload. */
export interface HookRequest {
  readonly agentName: string;
  readonly event: string | undefined;
  readonly input: Readable;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Takes a hook's payload; resolves to the answer, empty for none. Rejects with `config` for settings that are wrong. The store
 * is left open for the end of the process to close: to write its log back would take a slow disk longer than a hook has.
 */
export async function respond({ agentName, event, input, env }: HookRequest): Promise<string> {
  // All of it, whatever comes: a pipe that breaks while the agent writes to it would be an error to the agent.
  const text = await readStdin(input, LONGEST_INPUT);
  const config = readConfig(env);
  // A model that distills is not observed at all.
  if (isInsideModelChild(env)) return '';
  const around = wireSurroundings({ ...config, busyTimeoutMs: Math.min(config.busyTimeoutMs, LONGEST_WAIT_MS) });
  const agent = findAgent(agentName);
  const payload = parseObject(text);
  const fields = event === undefined || payload === undefined ? payload : { hook_event_name: event, ...payload };
  if (!config.enabled) {
    if (agent !== undefined && fields !== undefined) await serveSilently(around, agent).hook(fields);
    return '';
  }
  if (agent === undefined || fields === undefined) {
    around.log.warn(
      agent === undefined ? 'holdfast hook: there is no agent of this name' : `holdfast hook ${agentName}: the input is not a JSON object`,
    );
    return '';
  }
  try {
    return await answerHook(around, agent, fields, config.contextTokens);
  } catch (error) {
    around.log.warn(`holdfast hook ${agentName} failed`, error);
    return '';
  }
}

function parseObject(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
