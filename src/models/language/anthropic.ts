import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { Messages } from '@anthropic-ai/sdk/resources/messages';
import { HoldfastError } from '../../model/error.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import { asList, asRecord } from '../record.ts';
import { askServer, readAddress, type Server } from './ask-server.ts';
import { unreadable } from './explain-failure.ts';
import { type Said, toAnswer } from './to-answer.ts';
import { readAnthropicUsage } from './usage.ts';

/** A model behind Anthropic's Messages API. */
export interface AnthropicOptions {
  readonly model: string;
  readonly key: string;
  /** Up to and without `/v1`; Anthropic's own unless told otherwise. */
  readonly url?: string;
  readonly deadlineMs: number;
}

/** A model of Anthropic's, paid for by a key. The system prompt is kept in Anthropic's cache where it is long enough for that. */
export function createAnthropicModel({ model, key, url = 'https://api.anthropic.com', deadlineMs }: AnthropicOptions): LanguageModel {
  const home = readAddress(url.replace(/\/v1\/*$/, ''));
  const headers = { 'x-api-key': key, 'anthropic-version': '2023-06-01' };
  const server: Server = { who: home.origin, model, home, headers, deadlineMs };
  return {
    provider: 'anthropic',
    model,
    async complete(prompt, { signal }) {
      if (key === '') throw new HoldfastError('model_denied', `${server.who} wants a key: set one, or choose another provider.`);
      const { system, text, maxOutputTokens } = prompt;
      const message = await askServer(server, prompt, signal, (fetch) => {
        // All of it explicit: what is left out is read from the environment.
        const client = new BaseAnthropic({
          apiKey: key,
          authToken: null,
          baseURL: home.href,
          fetch,
          logLevel: 'off',
          maxRetries: 0,
          openTelemetry: false,
          timeout: deadlineMs * 2,
        });
        // Without the rest of the SDK, which is three times as large as all of this program.
        return new Messages(client).create({
          model,
          max_tokens: maxOutputTokens,
          ...(system === '' ? {} : { system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }] }),
          messages: [{ role: 'user', content: text }],
        });
      });
      return toAnswer(server, prompt, readMessage(server, message));
    },
  };
}

function readMessage(server: Server, message: unknown): Said {
  const { content, stop_reason: stop, usage } = asRecord(message);
  if (!Array.isArray(content)) throw unreadable(server);
  const texts = asList(content).map((block) => asRecord(block)['text']);
  return {
    text: texts.filter((text) => typeof text === 'string').join(''),
    whole: stop !== 'max_tokens' && stop !== 'model_context_window_exceeded',
    refused: stop === 'refusal',
    usage: readAnthropicUsage(usage),
  };
}
