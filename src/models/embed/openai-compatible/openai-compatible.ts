import { HoldfastError } from '../../../model/error.ts';
import { redactText } from '../../../redact/redact.ts';
import type { LoadedModel } from '../embedder.ts';
import { toBatches } from './batches.ts';
import { parseReply } from './parse-reply.ts';
import { readLimited } from '../read-limited.ts';

/** A server that embeds texts as OpenAI's does: Ollama, LM Studio, llama.cpp and most others. */
export interface ServerOptions {
  /** Up to and without `/embeddings`. */
  readonly url: string;
  readonly model: string;
  /** The name of the environment variable that holds the key; empty: no key is sent. The key itself is stored nowhere. */
  readonly keyVariable: string;
  readonly deadlineMs?: number;
}

// Of a longer text the start is embedded: most models read no more than some 2,000 words.
const MOST_CHARACTERS = 8000;
const LARGEST_REPLY = 64 * 1024 * 1024;

/** A model behind a server. Texts are redacted before they are sent; no redirect is followed, so they reach no other host. */
export function createServerModel(options: ServerOptions): Pick<LoadedModel, 'embed'> {
  const { url, model, keyVariable, deadlineMs = 60_000 } = options;
  const endpoint = new URL(`${url.replace(/\/+$/, '')}/embeddings`);
  const ask = async (input: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> => {
    const deadline = AbortSignal.timeout(deadlineMs);
    try {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...findKey(keyVariable, endpoint) },
        body: JSON.stringify({ model, input, encoding_format: 'float' }),
        redirect: 'manual',
        signal: AbortSignal.any([signal, deadline]),
      });
      if (!response.ok) {
        await response.body?.cancel();
        throw explainStatus(response.status, endpoint, options);
      }
      return parseReply(await readLimited(response, LARGEST_REPLY), input.length);
    } catch (error) {
      throw deadline.aborted ? failed(`${endpoint.origin} did not answer within ${deadlineMs / 1000} s`, error) : explain(error, endpoint);
    }
  };
  return {
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (const batch of toBatches(texts.map(prepare))) vectors.push(...(await ask(batch, signal)));
      return vectors;
    },
  };
}

// Some servers refuse a text without words.
function prepare(text: string): string {
  const start = redactText(text).slice(0, MOST_CHARACTERS).toWellFormed();
  return start.trim() === '' ? '.' : start;
}

function findKey(variable: string, endpoint: URL): Record<string, string> {
  if (variable === '') return {};
  const key = process.env[variable];
  // Which one it names is not told: a key may stand there instead.
  if (!key) throw failed('The environment variable that the setting embedderKeyVariable names is empty');
  if (endpoint.protocol !== 'https:' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(endpoint.hostname)) {
    throw failed(`The key would go to ${endpoint.origin} unencrypted. Set embedderUrl to an address that starts with https://`);
  }
  return { authorization: `Bearer ${key}` };
}

// In our own words: a server's may repeat the text, or part of the key.
function explainStatus(status: number, endpoint: URL, { model, keyVariable }: ServerOptions): HoldfastError {
  const key =
    keyVariable === ''
      ? 'without a key. Set embedderKeyVariable to the name of the variable that holds it'
      : 'with the key that embedderKeyVariable names';
  if (status >= 300 && status < 400)
    return failed(`${endpoint.origin} redirects to another address, which is not followed. Set embedderUrl to the address itself`);
  if (status === 401 || status === 403) return failed(`${endpoint.origin} refused the request ${key}`);
  if (status === 404) return failed(`${endpoint.href} was not found: the model ${model} is not there, or embedderUrl lacks its /v1`);
  if (status === 429) return failed(`${endpoint.origin} asks to wait (status 429)`);
  return failed(`${endpoint.href} answered with status ${status}`);
}

function explain(error: unknown, endpoint: URL): unknown {
  if (error instanceof HoldfastError) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return failed(`${endpoint.origin} cannot be asked: ${cause instanceof Error ? cause.message : String(cause)}`, error);
}

function failed(what: string, cause?: unknown): HoldfastError {
  return new HoldfastError('embed_failed', `${what}.`, { cause });
}
