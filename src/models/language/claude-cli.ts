import { tmpdir } from 'node:os';
import { HoldfastError } from '../../model/error.ts';
import type { LanguageModel, ModelPrompt } from '../../ports/language-model.ts';
import { selectEnvironment } from '../../process/environment.ts';
import { type Ran, run } from '../../process/run.ts';
import { asRecord } from '../record.ts';
import { charge } from './charge.ts';
import { brokenOff, notBegun, tooLate } from './deadline.ts';
import { type Asked, explainWords, LARGEST_ANSWER, tooLarge, unreadable } from './explain-failure.ts';
import { type Said, toAnswer } from './to-answer.ts';
import { readAnthropicUsage, readCost } from './usage.ts';

/** The `claude` command line, logged in as the user. */
export interface ClaudeCliOptions {
  /** A name or an alias that it knows. */
  readonly model: string;
  /** The program and arguments that come first; `claude` on the PATH unless told otherwise. */
  readonly command?: readonly string[];
  /** Names of environment variables it gets beside those that a login needs, such as those of a cloud's account. */
  readonly environment?: readonly string[];
  readonly deadlineMs: number;
}

// Where its login is, and how its requests get out. No key: with one in its environment it does not use the subscription.
const LOGIN = ['CLAUDE_CONFIG_DIR', 'CLAUDE_CODE_OAUTH_TOKEN', 'XDG_CONFIG_HOME'];
const WAY_OUT = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];
// The shortest that it takes.
const SHORTEST_SILENCE_MS = 10_000;

/** A model behind the user's own `claude`, with their subscription: one process a request, without tools, hooks, servers and record. */
export function createClaudeCliModel({ model, command = ['claude'], environment = [], deadlineMs }: ClaudeCliOptions): LanguageModel {
  const asked: Asked = { who: 'Claude Code', model };
  const [program = 'claude', ...first] = command;
  return {
    provider: 'claude-cli',
    model,
    async complete(prompt, { mark, signal, started }) {
      if (signal.aborted) throw notBegun(asked.who);
      const ran = await run({
        command: program,
        args: [...first, ...toArguments(model, prompt)],
        // Not in the user's project: it has no business there.
        cwd: tmpdir(),
        env: { ...selectEnvironment(process.env, [...LOGIN, ...WAY_OUT, ...environment]), ...toLimits(prompt, deadlineMs) },
        input: prompt.text,
        mark,
        signal,
        started,
        deadlineMs,
        maxOutputBytes: LARGEST_ANSWER,
      });
      return toAnswer(asked, prompt, readResult(asked, prompt, ran, deadlineMs));
    },
  };
}

function toArguments(model: string, { system }: ModelPrompt): readonly string[] {
  return [
    '-p',
    '--model',
    model,
    '--tools',
    '',
    '--no-session-persistence',
    '--setting-sources',
    '',
    '--strict-mcp-config',
    '--disable-slash-commands',
    '--system-prompt',
    system,
    '--output-format',
    'json',
  ];
}

// Unless told so it tries for minutes. It does not count a stream that stops as a timeout.
function toLimits({ maxOutputTokens }: ModelPrompt, deadlineMs: number): Readonly<Record<string, string>> {
  return {
    CLAUDE_CODE_MAX_RETRIES: '0',
    CLAUDE_CODE_MAX_OUTPUT_TOKENS: String(maxOutputTokens),
    API_TIMEOUT_MS: String(deadlineMs),
    CLAUDE_BYTE_STREAM_IDLE_TIMEOUT_MS: String(Math.max(SHORTEST_SILENCE_MS, Math.floor(deadlineMs / 2))),
  };
}

function readResult(asked: Asked, prompt: ModelPrompt, ran: Ran, deadlineMs: number): Said {
  if (ran.ended === 'aborted') throw brokenOff(asked.who);
  if (ran.ended === 'deadline') throw tooLate(asked.who, deadlineMs);
  if (ran.ended === 'too-much-output') throw tooLarge(asked, prompt);
  if (ran.code === 127) throw explainEnd(asked, ran);
  const told = parseLastLine(ran.stdout);
  // It says `"subtype": "success"` also of what has failed.
  const { result, is_error: isError, api_error_status: status, stop_reason: stop, usage, total_cost_usd: cost } = told;
  if (isError === true || ran.code !== 0) {
    const words = typeof result === 'string' ? result : `${ran.stdout.slice(0, 300)} ${ran.stderr.slice(-300)}`;
    const error = explainWords(asked, words, typeof status === 'number' ? status : undefined) ?? explainEnd(asked, ran);
    throw charge(error, readAnthropicUsage(usage) ?? error.usage, readCost(cost));
  }
  if (typeof result !== 'string') throw unreadable(asked);
  return {
    text: result,
    whole: stop !== 'max_tokens',
    refused: stop === 'refusal',
    usage: readAnthropicUsage(usage),
    costUsd: readCost(cost),
  };
}

function explainEnd({ who }: Asked, { code, signal }: Ran): HoldfastError {
  if (code === 127) return new HoldfastError('model_failed', `${who} was not found: install it, or set the path of the program.`);
  if (signal !== null) return new HoldfastError('model_failed', `${who} was ended by ${signal}: try again later.`, { usage: 'unknown' });
  const what = code === 0 ? 'could not answer' : `ended with status ${code}`;
  return new HoldfastError('model_failed', `${who} ${what}: check that \`claude -p\` answers in a terminal.`);
}

// Before the result there may be a warning.
function parseLastLine(stdout: string): Readonly<Record<string, unknown>> {
  try {
    return asRecord(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  } catch {
    return {};
  }
}
