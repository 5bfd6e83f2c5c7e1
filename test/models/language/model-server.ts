import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { Behaviour } from '../../contract/language-model.ts';

/** One request as the server saw it. */
export interface Seen {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  // oxlint-disable-next-line typescript/no-explicit-any -- Tests look where they know what is there.
  readonly body: any;
}

/** A server on loopback that behaves as told. It is closed when the running test ends. */
export interface ModelServer {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** Connections that are open. */
  connections(): number;
}

/** How a provider writes its answers. */
export interface Dialect {
  answer(text: string, how: { readonly cut: boolean; readonly refused: boolean; readonly usage: boolean }): unknown;
  error(status: number, why: string): unknown;
}

/** Starts a server that speaks a provider's dialect. */
export async function startModelServer(dialect: Dialect, behaviour: Behaviour): Promise<ModelServer> {
  return startServer((response) => behave(response, dialect, behaviour));
}

/** Starts a server that answers every request by a function. */
export async function startServer(answer: (response: ServerResponse, seen: Seen) => void): Promise<ModelServer> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void text(request)
      .then((body) => {
        const { url: path = '', headers } = request;
        seen.push({ path, headers, body: JSON.parse(body) });
        answer(response, seen.at(-1)!);
      })
      .catch(() => undefined);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, connections: () => sockets.size };
}

function behave(response: ServerResponse, dialect: Dialect, behaviour: Behaviour): void {
  const whole = { cut: false, refused: false, usage: true };
  response.setHeader('content-type', 'application/json');
  switch (behaviour.does) {
    case 'answers': {
      const how = { ...whole, cut: behaviour.cut ?? false, usage: behaviour.usage !== 'missing' };
      response.end(JSON.stringify(dialect.answer(behaviour.text, how)));
      break;
    }
    case 'fails':
      response.writeHead(behaviour.status, behaviour.retryAfter === undefined ? {} : { 'retry-after': behaviour.retryAfter });
      response.end(JSON.stringify(dialect.error(behaviour.status, behaviour.why ?? 'Details: zanzibar')));
      break;
    case 'refuses':
      response.end(JSON.stringify(dialect.answer('I would be happy to help, but', { ...whole, refused: true })));
      break;
    case 'breaks-off':
      response.write(JSON.stringify(dialect.answer('happy to help', whole)).slice(0, 40), () => response.destroy());
      break;
    case 'chatters':
      response.end('Sure! I would be happy to help.');
      break;
    case 'truncates':
      response.end(JSON.stringify(dialect.answer('happy to help', whole)).slice(0, 40));
      break;
    case 'floods':
      flood(response, 10);
      break;
    case 'hangs':
  }
}

function flood(response: ServerResponse, megabytes: number): void {
  if (megabytes === 0) response.end();
  else response.write('x'.repeat(1024 * 1024), (error) => (error ? undefined : flood(response, megabytes - 1)));
}
