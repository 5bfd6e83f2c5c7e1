import { HoldfastError } from '../../model/error.ts';
import type { LanguageModel, ModelPrompt } from '../../ports/language-model.ts';
import { asList, asRecord } from '../record.ts';
import { withinDeadline } from './deadline.ts';
import { type Asked, explainWords, LARGEST_ANSWER, tooLarge, unreadable } from './explain-failure.ts';
import { type Said, toAnswer } from './to-answer.ts';

/** The parameters of `sampling/createMessage`, of the Model Context Protocol. */
export interface SamplingParams {
  readonly systemPrompt: string;
  readonly messages: readonly [{ readonly role: 'user'; readonly content: { readonly type: 'text'; readonly text: string } }];
  readonly maxTokens: number;
  readonly includeContext: 'none';
  readonly modelPreferences: { readonly hints?: readonly { readonly name: string }[]; readonly costPriority: number };
}

/** A client that lets its model be asked. */
export interface SamplingOptions {
  /** Sends `sampling/createMessage` and resolves to its result; the signal ends the request. */
  ask(params: SamplingParams, signal: AbortSignal): Promise<unknown>;
  /** A wish: the client decides. */
  readonly model?: string;
  readonly deadlineMs: number;
}

/** The client's own model, asked over the connection that the client opened. `model` is what the client last said it was. */
export function createSamplingModel({ ask, model: wish, deadlineMs }: SamplingOptions): LanguageModel {
  let model = wish ?? 'chosen by the client';
  return {
    provider: 'mcp-sampling',
    get model(): string {
      return model;
    },
    async complete(prompt, { signal }) {
      const asked: Asked = { who: 'The MCP client', model };
      const result = await withinDeadline(asked, deadlineMs, signal, async (ending) => {
        try {
          return await ask(toParams(prompt, wish), ending);
        } catch (error) {
          throw explainError(asked, error);
        }
      });
      const { model: told } = asRecord(result);
      if (typeof told === 'string' && told !== '') model = told.slice(0, 100);
      return toAnswer(asked, prompt, readResult(asked, prompt, result));
    },
  };
}

function toParams({ system, text, maxOutputTokens }: ModelPrompt, wish: string | undefined): SamplingParams {
  return {
    systemPrompt: system,
    messages: [{ role: 'user', content: { type: 'text', text } }],
    maxTokens: maxOutputTokens,
    includeContext: 'none',
    modelPreferences: { ...(wish === undefined ? {} : { hints: [{ name: wish }] }), costPriority: 1 },
  };
}

function readResult(asked: Asked, prompt: ModelPrompt, result: unknown): Said {
  const { content, stopReason } = asRecord(result);
  const blocks = (Array.isArray(content) ? asList(content) : [content]).map(asRecord);
  const texts = blocks.map(({ text }) => text).filter((text) => typeof text === 'string');
  if (texts.length === 0) throw unreadable(asked);
  const text = texts.join('');
  if (Buffer.byteLength(text) > LARGEST_ANSWER) throw tooLarge(asked, prompt);
  return { text, whole: stopReason !== 'maxTokens', refused: stopReason === 'refusal' };
}

// Codes of JSON-RPC: -1 is what the protocol has a client answer when its user said no.
function explainError(asked: Asked, error: unknown): HoldfastError {
  const { who } = asked;
  const { code, message } = error instanceof Error ? (error as { code?: unknown; message: string }) : {};
  if (code === -1)
    return new HoldfastError('model_denied', `${who} did not let its model be asked: allow it there, or choose another provider.`);
  if (code === -32_601) return new HoldfastError('model_denied', `${who} has no model that can be asked: choose another provider.`);
  // Without such a code it is not the client that said no: it was gone before it answered.
  const usage = typeof code === 'number' ? undefined : 'unknown';
  const failed = new HoldfastError('model_failed', `${who} could not ask its model: try again later, or choose another provider.`, {
    usage,
  });
  return explainWords(asked, message ?? '') ?? failed;
}
