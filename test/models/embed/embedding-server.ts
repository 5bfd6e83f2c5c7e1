import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** One request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A real server on loopback. It is closed when the running test ends. */
export interface TestServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly seen: readonly Seen[];
}

/** Starts a server that answers by a function. */
export async function startServer(answer: (seen: Seen, response: ServerResponse) => void | Promise<void>): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const { method = '', url: path = '', headers } = request;
      seen.push({ method, path, headers, body });
      await answer(seen.at(-1)!, response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** The address of a server that was there and is no more. */
export async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return `http://127.0.0.1:${port}`;
}

/** Starts a server that embeds as OpenAI's does, by a function from texts to vectors. */
export function startEmbeddingServer(embed: (texts: readonly string[]) => Promise<readonly (readonly number[])[]>): Promise<TestServer> {
  return startServer(async ({ method, path, body }, response) => {
    if (method !== 'POST' || path !== '/v1/embeddings') {
      response.writeHead(404).end();
      return;
    }
    const { model, input } = JSON.parse(body) as { readonly model: string; readonly input: readonly string[] };
    const data = (await embed(input)).map((embedding, index) => ({ object: 'embedding', index, embedding }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ object: 'list', model, data, usage: { prompt_tokens: 1, total_tokens: 1 } }));
  });
}
