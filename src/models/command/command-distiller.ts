import { tmpdir } from 'node:os';
import { describeTurn } from '../../distill/describe-turn.ts';
import { parseRewordings } from '../../distill/parse-rewordings.ts';
import { HoldfastError } from '../../model/error.ts';
import type { ModelDistiller } from '../../ports/distiller.ts';
import { selectEnvironment } from '../../process/environment.ts';
import { type Ran, run } from '../../process/run.ts';
import { COMMAND_MODEL } from './name.ts';

/** A program of the user's own that asks a model. */
export interface CommandOptions {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Names of environment variables it gets beside the ordinary ones. */
  readonly environment: readonly string[];
  readonly deadlineMs: number;
}

const MAX_OUTPUT_BYTES = 1024 * 1024;

/**
 * A distiller behind a program: a turn as JSON on its stdin (see `describeTurn`), better words as JSON on its stdout (see
 * `parseRewordings`), one process a turn.
 */
export function createCommandDistiller({ command: [command = '', ...args], environment, deadlineMs }: CommandOptions): ModelDistiller {
  return {
    name: COMMAND_MODEL,
    async reword(turn, drafts, { mark, signal, started }) {
      const env = selectEnvironment(process.env, environment);
      const input = describeTurn(turn, drafts);
      // Not in the user's project: it has no business there.
      const ran = await run({
        command,
        args,
        cwd: tmpdir(),
        env,
        input,
        mark,
        signal,
        started,
        deadlineMs,
        maxOutputBytes: MAX_OUTPUT_BYTES,
      });
      const words = ran.ended === 'itself' && ran.code === 0 ? parseRewordings(ran.stdout, drafts) : undefined;
      if (words === undefined) throw new HoldfastError('model_failed', `The model command ${explain(ran, command, deadlineMs)}.`);
      return words;
    },
  };
}

// What it printed may hold the user's words, so none of it is told.
function explain({ ended, code, signal }: Ran, command: string, deadlineMs: number): string {
  if (ended === 'aborted') return 'was broken off';
  if (ended === 'deadline') return `did not answer within ${deadlineMs / 1000} s`;
  if (ended === 'too-much-output') return `answered with more than ${MAX_OUTPUT_BYTES} bytes`;
  if (code === 127) return `was not found: ${command}`;
  if (code === 0) return 'did not answer with JSON of the form {"memories": [...]}';
  return signal === null ? `ended with status ${code}` : `was ended by ${signal}`;
}
