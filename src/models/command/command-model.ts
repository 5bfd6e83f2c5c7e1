import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { HoldfastError } from '../../model/error.ts';
import { estimateTokens } from '../../model/tokens.ts';
import type { LanguageModel, ModelPrompt } from '../../ports/language-model.ts';
import { selectEnvironment } from '../../process/environment.ts';
import { type Ran, run } from '../../process/run.ts';
import { mostUsage } from '../language/usage.ts';

/** A program of the user's own that asks a model. */
export interface CommandOptions {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Names of environment variables it gets beside the ordinary ones. */
  readonly environment: readonly string[];
  readonly deadlineMs: number;
}

const MAX_OUTPUT_BYTES = 1024 * 1024;

/** A language model behind a program: `{ instructions, ... }` as JSON on its stdin, the answer on its stdout, one process a request. */
export function createCommandModel({ command: [command = '', ...args], environment, deadlineMs }: CommandOptions): LanguageModel {
  return {
    provider: 'command',
    model: basename(command),
    async complete(prompt, { mark, signal, started }) {
      const { system, text } = prompt;
      const begun = !signal.aborted;
      const input = JSON.stringify({ instructions: system, ...(JSON.parse(text) as object) });
      // Not in the user's project: it has no business there.
      const place = { cwd: tmpdir(), env: selectEnvironment(process.env, environment) };
      const ran = await run({ command, args, ...place, input, mark, signal, started, deadlineMs, maxOutputBytes: MAX_OUTPUT_BYTES });
      if (ran.ended !== 'itself' || ran.code !== 0)
        throw new HoldfastError('model_failed', `The model command ${explain(ran, command, deadlineMs)}.`, {
          usage: begun ? countFailed(ran, prompt) : undefined,
        });
      // Nobody else counts them.
      const usage = { inputTokens: estimateTokens(input), outputTokens: estimateTokens(ran.stdout), cachedTokens: 0 };
      return { text: ran.stdout, whole: true, usage };
    },
  };
}

// One that ended by itself is taken to have failed before it asked.
function countFailed({ ended, signal }: Ran, prompt: ModelPrompt): HoldfastError['usage'] {
  if (ended === 'too-much-output') return mostUsage(prompt);
  return ended === 'itself' && signal === null ? undefined : 'unknown';
}

// What it printed may hold the user's words, so none of it is told.
function explain({ ended, code, signal }: Ran, command: string, deadlineMs: number): string {
  if (ended === 'aborted') return 'was broken off';
  if (ended === 'deadline') return `did not answer within ${deadlineMs / 1000} s`;
  if (ended === 'too-much-output') return `answered with more than ${MAX_OUTPUT_BYTES} bytes`;
  if (code === 127) return `was not found: ${command}`;
  return signal === null ? `ended with status ${code}` : `was ended by ${signal}`;
}
