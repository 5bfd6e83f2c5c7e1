import { HoldfastError } from '../../model/error.ts';
import type { ModelPrompt } from '../../ports/language-model.ts';
import { readLimited } from '../embed/read-limited.ts';
import { withinDeadline } from './deadline.ts';
import { type Asked, explainBroken, explainStatus, LARGEST_ANSWER, tooLarge, unreadable } from './explain-failure.ts';

/** A server that is asked for answers. */
export interface Server extends Asked {
  /** Requests go nowhere else. */
  readonly home: URL;
  /** The key, where there is one, and what else the provider wants. No header of an SDK is sent: some come from the environment. */
  readonly headers: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
}

const JSON_ANSWER = { headers: { 'content-type': 'application/json' } };

/** How an SDK sends its one request. */
export type Send = typeof globalThis.fetch;

/** The address of a provider without slashes at its end. Throws `config` where it is none. */
export function readAddress(url: string): URL {
  const address = URL.parse(url.replace(/\/+$/, ''));
  if (address !== null && /^https?:$/.test(address.protocol)) return address;
  throw new HoldfastError('config', 'The address of the model is none: it has to start with https:// or http://.');
}

/**
 * Lets an SDK make one request to a server. Rejects with the errors of `LanguageModel` only; when it settles, the connection is
 * closed. An answer of more than 1 MB is given up as it comes in; redirects are not followed.
 */
export function askServer<T>(server: Server, prompt: ModelPrompt, signal: AbortSignal, ask: (send: Send) => Promise<T>): Promise<T> {
  return withinDeadline(server, server.deadlineMs, signal, async (ending) => {
    // An SDK wraps what a request fails with, some without keeping it.
    let failure: HoldfastError | undefined;
    const send: Send = async (input, init) => {
      try {
        return new Response(await readAnswer(server, prompt, await exchange(server, input, init?.body, ending)), JSON_ANSWER);
      } catch (error) {
        failure = error instanceof HoldfastError ? error : explainBroken(server, error, false);
        throw failure;
      }
    };
    checkWay(server);
    try {
      return await ask(send);
    } catch {
      throw failure ?? unreadable(server);
    }
  });
}

async function exchange(server: Server, input: string | URL | Request, body: RequestInit['body'], signal: AbortSignal): Promise<Response> {
  const { home, headers } = server;
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.origin !== home.origin) throw new HoldfastError('model_failed', `${server.who} was not asked: another server would have been.`);
  const response = await fetch(url, {
    method: 'POST',
    body: body ?? null,
    // A connection that waits for a next request would be left behind.
    headers: { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'holdfast', connection: 'close', ...headers },
    redirect: 'manual',
    signal,
  });
  if (!response.ok) {
    const told = await readLimited(response, LARGEST_ANSWER).catch(() => '');
    throw explainStatus(server, response.status, response.headers, told);
  }
  return response;
}

async function readAnswer(server: Server, prompt: ModelPrompt, response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      length += piece.length;
      if (length > LARGEST_ANSWER) throw tooLarge(server, prompt);
      pieces.push(piece);
    }
  } catch (error) {
    throw error instanceof HoldfastError ? error : explainBroken(server, error, true);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function checkWay({ home, headers, who }: Server): void {
  const hasKey = 'authorization' in headers || 'x-api-key' in headers;
  if (!hasKey || home.protocol === 'https:' || /^(localhost|127\.[\d.]+|\[::1\])$/.test(home.hostname)) return;
  throw new HoldfastError('model_denied', `The key would go to ${who} unencrypted: set an address that starts with https://.`);
}
