import type { Readable, Writable } from 'node:stream';

/** A JSON-RPC 2.0 request or notification (no `id`). */
export interface Request {
  readonly id?: string | number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Throw it to answer with a JSON-RPC error. Codes: https://www.jsonrpc.org/specification#error_object */
export class RpcError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

// The client passes whole tool payloads: several megabytes are normal. A longer line is dropped, not collected.
const LONGEST_LINE = 64 * 1024 * 1024;
const NEWLINE = 10;

/** Asks the other side. Rejects with its `RpcError`, and when the signal is aborted: the other side is told then. */
export type AskPeer = (method: string, params: object, signal: AbortSignal) => Promise<unknown>;

/** Serves JSON-RPC as lines over a pair of streams. Answers come in the order they are ready. Never throws. */
export function serveRpc(input: Readable, output: Writable, answer: (request: Request) => Promise<unknown>): AskPeer {
  const send = (message: object): void => {
    output.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  };
  const asked = createAsked(send);
  readLines(input, (line) => {
    const message = parse(line);
    if (message === undefined) return send({ id: null, error: { code: -32_700, message: 'Not a JSON-RPC message' } });
    if (message.method === undefined) return asked.settle(message);
    void respond({ ...message, method: message.method }, answer, send);
  });
  return asked.ask;
}

// What we asked the other side, by our ids: texts, as nobody else's are.
function createAsked(send: (message: object) => void): { ask: AskPeer; settle(message: Message): void } {
  const waiting = new Map<string, { resolve(result: unknown): void; reject(error: Error): void }>();
  let last = 0;
  return {
    async ask(method, params, signal) {
      signal.throwIfAborted();
      const id = `holdfast-${(last += 1)}`;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const cancel = (): void => {
        send({ method: 'notifications/cancelled', params: { requestId: id } });
        reject(new Error('Broken off'));
      };
      waiting.set(id, { resolve, reject });
      signal.addEventListener('abort', cancel, { once: true });
      send({ id, method, params });
      try {
        return await promise;
      } finally {
        waiting.delete(id);
        signal.removeEventListener('abort', cancel);
      }
    },
    settle({ id, result, error }) {
      const asker = waiting.get(String(id));
      if (error === undefined) asker?.resolve(result);
      else asker?.reject(toRpcError(error));
    },
  };
}

function toRpcError({ code, message }: Readonly<Record<string, unknown>>): RpcError {
  return new RpcError(typeof code === 'number' ? code : -32_603, typeof message === 'string' ? message : 'No reason was given');
}

async function respond(request: Request, answer: (request: Request) => Promise<unknown>, send: (message: object) => void): Promise<void> {
  const { id } = request;
  try {
    const result = await answer(request);
    if (id !== undefined) send({ id, result });
  } catch (error) {
    if (id === undefined) return;
    const code = error instanceof RpcError ? error.code : -32_603;
    send({ id, error: { code, message: error instanceof Error ? error.message : String(error) } });
  }
}

interface Message extends Omit<Request, 'method'> {
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: Readonly<Record<string, unknown>>;
}

function parse(line: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const { id, method, params, result, error } = value as Record<string, unknown>;
    // No answer could bear it.
    if (typeof id === 'number' && !Number.isFinite(id)) return undefined;
    return {
      ...(typeof id === 'string' || typeof id === 'number' ? { id } : {}),
      ...(typeof method === 'string' ? { method } : {}),
      params: asRecord(params) ?? {},
      result,
      ...(asRecord(error) === undefined ? {} : { error: asRecord(error)! }),
    };
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

function readLines(input: Readable, take: (line: string) => void): void {
  let chunks: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): void => {
    length += part.length;
    if (length <= LONGEST_LINE) chunks.push(part);
    else chunks = [];
  };
  input.on('data', (data: Buffer) => {
    let from = 0;
    for (let end = data.indexOf(NEWLINE); end >= 0; end = data.indexOf(NEWLINE, from)) {
      add(data.subarray(from, end));
      const line = Buffer.concat(chunks).toString('utf8');
      chunks = [];
      length = 0;
      from = end + 1;
      if (line.trim() !== '') take(line);
    }
    add(data.subarray(from));
  });
}
