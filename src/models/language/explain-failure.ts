import { type ErrorCode, HoldfastError } from '../../model/error.ts';
import type { ModelPrompt } from '../../ports/language-model.ts';
import { asList, asRecord } from '../record.ts';
import { readLimitEnd, readRetryAfter } from './retry-after.ts';
import { mostUsage } from './usage.ts';

/** Who was asked, as a message names it: no key, no path of the address, no word of the prompt. */
export interface Asked {
  readonly who: string;
  readonly model: string;
}

/** In bytes. What a model is asked for is a hundred times smaller. */
export const LARGEST_ANSWER: number = 1024 * 1024;

// What providers call it when nothing is left to spend: OpenAI's and DeepSeek's codes, Anthropic's 400, OpenRouter's 403, the
// limits of a Claude subscription.
const SPENT = anyOf(
  'insufficient[_ ](quota|credits?|balance|funds)',
  'credit balance is too low',
  'billing_(hard_limit|error)',
  'usage limit (reached|exceeded)',
  '(out of|no) (extra )?(usage|credits?)\\b',
  '(hit|reached) your ([\\w-]+ )?limit',
  '(hour|session|weekly|usage|opus|sonnet) limit reached',
  '(key|spend\\w*) limit (exceeded|reached)',
);
// Gemini says this of a minute as well, so it counts only where there is no status.
const QUOTA = anyOf('exceeded your current quota', 'quota exceeded');
const DAY = anyOf('per[-_ ]?day');
const DENIED = anyOf(
  'invalid (x-)?api[- ]key',
  'api[_ ]key[_ ](not valid|invalid|expired)',
  'incorrect api key',
  'run /login',
  'not logged in',
  'oauth (token|authentication)',
  'authentication_error',
  'failed to authenticate',
);
// Also what Gemini, Ollama, vLLM and the claude command say of a model that they do not have.
const NO_MODEL = anyOf(
  'model[_ ]not[_ ]found',
  '(unknown|no such) model',
  'invalid model( name| id|:|$)',
  'issue with the selected model',
  "model\\b.{0,100}\\b(not found|does not exist|doesn't exist|is not available)",
);
const UNREACHED = anyOf('connection error', 'unable to connect', 'fetch failed', 'econn(refused|reset)', 'enotfound', 'eai_again');
const BUSY = anyOf('rate[-_ ]limit', 'overloaded', 'too many requests');
// What an answer begins with that is none.
const PROSE = anyOf(
  '^claude ai usage',
  "^you('ve|’ve| have| exceeded|r credit)",
  '^credit balance',
  '^([\\w-]+ )?[\\w-]+ limit reached',
  '^insufficient',
  '^quota exceeded',
  '^invalid api key',
  '^please run /login',
  '^not logged in',
  '^api error: \\d{3}',
  '^rate limit',
);
const LONGEST_PROSE = 300;
const ADD_CREDIT = 'add some there, wait until its limit ends, or choose another model.';
const TRY_LATER = 'try again later.';
const BUSY_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504, 529]);
// What a connection ends with once a request may have gone over it.
const HUNG_UP: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT']);

/** The error for an answer with a status that is not 200. */
export function explainStatus({ who, model }: Asked, status: number, headers: Headers, body: string): HoldfastError {
  const [code, what] = judge(status, findReason(body), model);
  return new HoldfastError(code, `${who} ${what}`, { retryAfterMs: readRetryAfter(headers, body) });
}

function judge(status: number, told: string, model: string): readonly [ErrorCode, string] {
  if (isSpent(status, told)) return ['model_spent', `has no credit or quota left (status ${status}): ${ADD_CREDIT}`];
  if (lacksModel(status, told))
    return ['model_denied', `does not know the model ${model} (status ${status}): set modelName to one that it has, or check modelUrl.`];
  if (isDenied(status, told))
    return ['model_denied', `refused the key (status ${status}): check that it is right and may use the model ${model}.`];
  if (BUSY_STATUSES.has(status)) return ['model_busy', `asks to wait (status ${status}): ${TRY_LATER}`];
  if (status < 400) return ['model_failed', `redirects (status ${status}), which is not followed: set the address it redirects to.`];
  if (status < 500) return ['model_failed', `did not accept the request (status ${status}): check that it has the model ${model}.`];
  return ['model_failed', `failed (status ${status}): ${TRY_LATER}`];
}

/** The error that words tell of which are known to be no answer; `status` where it was told beside them. */
export function explainWords(asked: Asked, words: string, status?: number): HoldfastError | undefined {
  const { who, model } = asked;
  const told = words.slice(0, LONGEST_PROSE);
  if (SPENT.test(told) || (status === undefined && QUOTA.test(told)))
    return new HoldfastError('model_spent', `${who} has no credit or quota left: ${ADD_CREDIT}`, { retryAfterMs: readLimitEnd(told) });
  if (DENIED.test(told)) return new HoldfastError('model_denied', `${who} refused the login: log in there again, or set a valid key.`);
  const code = status ?? Number(/API Error: (\d{3})/i.exec(told)?.[1] ?? NaN);
  if (code >= 400) return explainStatus(asked, code, new Headers(), told);
  if (NO_MODEL.test(told))
    return new HoldfastError('model_denied', `${who} does not know the model ${model}: set modelName to one that it has.`);
  if (UNREACHED.test(told)) return new HoldfastError('model_busy', `${who} cannot reach its server: check the network.`);
  if (BUSY.test(told)) return new HoldfastError('model_busy', `${who} asks to wait: ${TRY_LATER}`);
  return undefined;
}

/** The error in what looks like an answer: some tell of an empty account where the answer should be. Never in JSON, never in a long one. */
export function explainProse(asked: Asked, text: string): HoldfastError | undefined {
  return text.length <= LONGEST_PROSE && PROSE.test(text) ? explainWords(asked, text) : undefined;
}

/** The error for a connection that could not be made, or that ended before the answer began, or before it ended. */
export function explainBroken({ who }: Asked, error: unknown, answering: boolean): HoldfastError {
  const code = findCode(error);
  const told = code === undefined ? '' : ` (${code})`;
  if (answering) return new HoldfastError('model_failed', `${who} broke off its answer${told}: ${TRY_LATER}`, { usage: 'unknown' });
  const usage = code !== undefined && HUNG_UP.has(code) ? 'unknown' : undefined;
  return new HoldfastError('model_busy', `${who} cannot be reached${told}: check its address and the network.`, { usage });
}

/** The error for an answer that is not of the form that the provider's answers are. */
export function unreadable({ who, model }: Asked): HoldfastError {
  const message = `${who} did not answer as a model does: check its address and the model ${model}.`;
  return new HoldfastError('model_failed', message, { usage: 'unknown' });
}

/** The error for an answer that is too large to be one. */
export function tooLarge({ who, model }: Asked, prompt: ModelPrompt): HoldfastError {
  const message = `${who} answered with more than ${LARGEST_ANSWER} bytes: choose another model than ${model}.`;
  return new HoldfastError('model_failed', message, { usage: mostUsage(prompt) });
}

/** The error for a model that did not want to answer. */
export function refused({ who, model }: Asked): HoldfastError {
  return new HoldfastError('model_failed', `The model ${model} of ${who} refused to answer: choose another model if it often does.`);
}

/** The error for an answer without words. */
export function wordless({ who, model }: Asked, whole: boolean): HoldfastError {
  const why = whole ? 'answered with nothing' : 'had no tokens left to answer with after it had thought';
  return new HoldfastError('model_failed', `The model ${model} of ${who} ${why}: try again, or choose another model.`);
}

function isSpent(status: number, told: string): boolean {
  if (status === 402) return true;
  return (status === 400 || status === 403 || status === 429) && (SPENT.test(told) || (status === 429 && DAY.test(told)));
}

function lacksModel(status: number, told: string): boolean {
  return status === 404 || (status >= 400 && status !== 401 && !BUSY_STATUSES.has(status) && NO_MODEL.test(told));
}

// A wrong key is a wrong request to Gemini.
function isDenied(status: number, told: string): boolean {
  return status === 401 || status === 403 || (status === 400 && DENIED.test(told));
}

// Not all of the body: some servers repeat the prompt in it. Gemini answers with a list of one.
function findReason(body: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return body.slice(0, LONGEST_PROSE);
  }
  const { error } = asRecord(asList(parsed)[0] ?? parsed);
  const { message, code, type, status, details } = asRecord(error);
  const text = String(message ?? error ?? '').slice(0, LONGEST_PROSE);
  return [text, code, type, status, JSON.stringify(details ?? '').slice(0, 2000)].join(' ');
}

function findCode(error: unknown, depth: number = 4): string | undefined {
  const { code, cause } = error instanceof Error ? (error as { code?: unknown; cause?: unknown }) : {};
  if (typeof code === 'string' && /^[A-Z_]+$/.test(code)) return code;
  return depth > 0 && cause !== undefined ? findCode(cause, depth - 1) : undefined;
}

function anyOf(...patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join('|'), 'i');
}
