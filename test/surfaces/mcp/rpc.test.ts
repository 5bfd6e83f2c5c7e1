import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { type AskPeer, RpcError, serveRpc } from '../../../src/surfaces/mcp/rpc.ts';

const PING = '{"jsonrpc":"2.0","id":1,"method":"ping"}\n';
const PONG = { jsonrpc: '2.0', id: 1, result: {} };

it.each(['1e999', '-1e999'])('an id that cannot be written back, %s, is no id, and the request no message', async (id) => {
  const { send, next } = serve();
  send(`{"jsonrpc":"2.0","id":${id},"method":"ping"}\n${PING}`);
  expect([await next(), await next()]).toMatchObject([{ id: null, error: { code: -32_700 } }, PONG]);
});

it.each([
  [{ code: { toString: 1 }, message: { toString: 1 } }, -32_603],
  [{ code: [[]], message: null }, -32_603],
  [{}, -32_603],
  [{ code: -1, message: 7 }, -1],
])('an answer to what we asked may tell a failure in any form: %j', async (error, code) => {
  const { ask, send, next } = serve();
  const asked = failureOf(ask('sampling/createMessage', {}, new AbortController().signal));
  expect(await next()).toMatchObject({ id: 'holdfast-1' });
  send(`${JSON.stringify({ jsonrpc: '2.0', id: 'holdfast-1', error })}\n${PING}`);
  expect(await next()).toEqual(PONG);
  expect(await asked).toBeInstanceOf(RpcError);
  expect(await asked).toMatchObject({ code, message: expect.any(String) });
});

async function failureOf(asked: Promise<unknown>): Promise<unknown> {
  try {
    return await asked;
  } catch (failure) {
    return failure;
  }
}

function serve(): { ask: AskPeer; send(text: string): void; next(): Promise<unknown> } {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const ask = serveRpc(input, output, async () => ({}));
  const lines = createInterface({ input: output })[Symbol.asyncIterator]();
  return { ask, send: (text) => void input.write(text), next: async () => JSON.parse((await lines.next()).value!) as unknown };
}
