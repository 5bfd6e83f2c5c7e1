import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { streamReply } from './event-stream.ts';
import type { MessagesRequest } from './messages-request.ts';
import type { Reply } from './reply.ts';
import { playScript, type Script } from './script.ts';
import { waitFor } from './wait-for.ts';

/** A request the client made of the model, and when, in `performance.now()` milliseconds. */
export interface RecordedRequest {
  readonly body: MessagesRequest;
  readonly arrivedAt: number;
  /** When the answer was out; absent while it is not. */
  answeredAt?: number;
}

/** A Messages API on loopback that answers from a script and remembers what it was asked. */
export interface FakeApi extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** The request number `index`, as soon as it has been made. */
  request(index: number): Promise<MessagesRequest>;
}

/** Starts a fake API in this process. Disposing it cuts every open connection. */
export async function startFakeApi(script: Script): Promise<FakeApi> {
  const next = playScript(script);
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, next, requests);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async request(index) {
      return waitFor(`request ${index} to the model`, () => requests[index]?.body);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  next: (request: MessagesRequest) => Reply,
  requests: RecordedRequest[],
): Promise<void> {
  const arrivedAt = performance.now();
  const path = new URL(request.url ?? '/', 'http://loopback').pathname;
  if (request.method !== 'POST' || !path.startsWith('/v1/messages')) {
    sendJson(response, 404, { type: 'error', error: { type: 'not_found_error', message: 'The fake API knows only messages.' } });
    return;
  }
  const body = (await json(request)) as MessagesRequest;
  if (path.endsWith('/count_tokens')) {
    sendJson(response, 200, { input_tokens: Math.ceil(JSON.stringify(body).length / 4) });
    return;
  }
  const recorded: RecordedRequest = { body, arrivedAt };
  requests.push(recorded);
  const reply = next(body);
  if (reply.hangs === true) return;
  if (reply.status === undefined) streamReply(response, body.model, reply);
  else sendJson(response, reply.status, { type: 'error', error: { type: 'api_error', message: 'Scripted error.' } });
  recorded.answeredAt = performance.now();
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
