import OpenAI from 'openai';
import type { HoldfastError } from '../../model/error.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import { asList, asRecord } from '../record.ts';
import { askServer, readAddress, type Server } from './ask-server.ts';
import { charge } from './charge.ts';
import { explainStatus, unreadable } from './explain-failure.ts';
import { type Said, toAnswer } from './to-answer.ts';
import { readCost, readOpenAiUsage } from './usage.ts';

/** A model behind a server that speaks as OpenAI's does: Ollama, LM Studio, vLLM, OpenRouter and most others. */
export interface OpenAiOptions {
  readonly model: string;
  /** Up to and without `/chat/completions`. */
  readonly url: string;
  /** Left out or empty: no key is sent. */
  readonly key?: string;
  readonly deadlineMs: number;
  /** What it is called in the ledger; `openai-compatible` unless told otherwise. */
  readonly provider?: string;
}

/** A model behind OpenAI's chat completions, or behind a server that has them too. */
export function createOpenAiModel({ model, url, key = '', deadlineMs, provider = 'openai-compatible' }: OpenAiOptions): LanguageModel {
  const home = readAddress(url);
  const headers: Record<string, string> = key === '' ? {} : { authorization: `Bearer ${key}` };
  const server: Server = { who: home.origin, model, home, headers, deadlineMs };
  return {
    provider,
    model,
    async complete(prompt, { signal }) {
      const { system, text, maxOutputTokens } = prompt;
      const completion = await askServer(server, prompt, signal, (fetch) => {
        // All of it explicit: what is left out is read from the environment.
        const client = new OpenAI({
          apiKey: key === '' ? 'none' : key,
          adminAPIKey: null,
          organization: null,
          project: null,
          webhookSecret: null,
          baseURL: home.href,
          fetch,
          logLevel: 'off',
          maxRetries: 0,
          timeout: deadlineMs * 2,
        });
        return client.chat.completions.create({
          model,
          messages: [...(system === '' ? [] : [{ role: 'system' as const, content: system }]), { role: 'user', content: text }],
          ...limitOutput(home, maxOutputTokens),
        });
      });
      return toAnswer(server, prompt, readCompletion(server, completion));
    },
  };
}

// OpenAI's newer models refuse the old name; most other servers know only that one.
function limitOutput({ hostname }: URL, tokens: number): { max_completion_tokens: number } | { max_tokens: number } {
  return /(^|\.)openai(\.azure)?\.com$/.test(hostname) ? { max_completion_tokens: tokens } : { max_tokens: tokens };
}

function readCompletion(server: Server, completion: unknown): Said {
  const { choices, usage, error } = asRecord(completion);
  const choice = asRecord(asList(choices)[0]);
  // OpenRouter answers with status 200 before it knows how it ends.
  const failure = error ?? choice['error'];
  const told = readOpenAiUsage(usage);
  const costUsd = readCost(asRecord(usage)['cost']);
  if (failure) throw charge(explainError(server, failure), told, costUsd);
  if (!('message' in choice)) throw charge(unreadable(server), told ?? 'unknown', costUsd);
  const { content = '', refusal } = asRecord(choice['message']);
  const stop = choice['finish_reason'];
  return {
    text: typeof content === 'string' ? content : '',
    whole: stop !== 'length',
    refused: stop === 'content_filter' || (typeof refusal === 'string' && refusal !== ''),
    usage: told,
    costUsd,
  };
}

function explainError(server: Server, error: unknown): HoldfastError {
  const { code } = asRecord(error);
  const status = typeof code === 'number' && code >= 400 && code < 600 ? code : 500;
  return explainStatus(server, status, new Headers(), JSON.stringify({ error }));
}
