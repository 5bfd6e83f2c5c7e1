import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Memory } from '../../../src/model/memory.ts';
import { readConfig, wireToLook } from '../../../src/wire.ts';
import { promptPayload } from '../hook/payload.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { connect } from './connect.ts';
import { type Server, startServer } from './server.ts';

const ANSWER = '{"memories": [{"slot": "work", "title": "In better words"}]}';

interface Asked {
  readonly key: string | undefined;
  readonly body: { readonly system: unknown; readonly messages: readonly { readonly content: unknown }[] };
}

describe('a session process with a model behind an API', () => {
  it('asks it after a turn, with the key of its environment; the memory has its words, and the ledger what it took', async () => {
    const box = createSandbox();
    const api = await startApi(() => 200);
    configure(box, { modelProvider: 'anthropic', modelKeyVariable: 'ANTHROPIC_API_KEY', modelUrl: api.url });
    await tellTurn(startServer(box, { env: { ANTHROPIC_API_KEY: 'test-key' } }), box, 1);
    await expect.poll(() => titles(box), { timeout: 10_000 }).toContain('model:anthropic/claude-haiku-4-5: In better words');
    expect(api.asked).toHaveLength(1);
    expect(api.asked[0]!.key).toBe('test-key');
    expect(JSON.stringify(api.asked[0]!.body.messages)).toContain('strips the cookie');
    expect(JSON.stringify(api.asked[0]!.body.system)).toContain('Answer with one JSON object');
    expect(await calls(box)).toMatchObject({ calls: 1, inputTokens: 900, outputTokens: 30, costUsd: 0.00105, unpriced: 0 });
  });

  it('asks once with a key that is wrong, keeps the words from before, and tells why', async () => {
    const box = createSandbox();
    const api = await startApi(() => 401);
    configure(box, { modelProvider: 'anthropic', modelKeyVariable: 'ANTHROPIC_API_KEY', modelUrl: api.url });
    const server = startServer(box, { env: { ANTHROPIC_API_KEY: 'wrong-key' } });
    await tellTurn(server, box, 1);
    await expect.poll(() => trouble(box), { timeout: 10_000 }).toEqual([expect.stringMatching(/key/)]);
    await tellTurn(server, box, 2);
    await expect.poll(async () => (await titles(box)).length, { timeout: 10_000 }).toBeGreaterThan(2);
    expect(api.asked).toHaveLength(1);
    expect((await titles(box)).filter((title) => !title.startsWith('extract: '))).toEqual([]);
    expect((await trouble(box)).join()).not.toContain('wrong-key');
  });

  it('charges a request that was broken off: it was sent', async () => {
    const box = createSandbox();
    const api = await startApi(() => 0);
    configure(box, { modelProvider: 'anthropic', modelKeyVariable: 'ANTHROPIC_API_KEY', modelUrl: api.url });
    const server = startServer(box, { env: { ANTHROPIC_API_KEY: 'test-key' } });
    await tellTurn(server, box, 1);
    await expect.poll(() => api.asked.length, { timeout: 10_000 }).toBe(1);
    server.end();
    await server.ended;
    expect(await calls(box)).toMatchObject({ calls: 1, outputTokens: 0 });
    expect((await calls(box)).inputTokens).toBeGreaterThan(300);
  });

  it('asks nothing where the budget is used up', async () => {
    const box = createSandbox();
    const api = await startApi(() => 200);
    configure(box, { modelProvider: 'anthropic', modelKeyVariable: 'ANTHROPIC_API_KEY', modelUrl: api.url, modelTokensPerDay: 6000 });
    const server = startServer(box, { env: { ANTHROPIC_API_KEY: 'test-key' } });
    // A call takes 930 tokens, and may take 4,000 more; turns that come while it is asked go into one.
    for (let n = 1; n <= 20 && (await trouble(box)).length === 0; n += 1) {
      await tellTurn(server, box, n);
      await expect.poll(async () => (await titles(box)).length, { timeout: 10_000 }).toBeGreaterThan(n);
    }
    await expect.poll(() => trouble(box), { timeout: 10_000 }).toEqual([expect.stringContaining('budget')]);
    const { inputTokens, outputTokens } = await calls(box);
    expect(inputTokens + outputTokens).toBeLessThanOrEqual(6000);
    expect(api.asked.length).toBeGreaterThan(0);
    expect(api.asked.length).toBeLessThan(4);
  });
});

it('a client that offers its model is asked for it', async () => {
  const box = createSandbox();
  configure(box, { modelProvider: 'mcp-sampling' });
  const asked: unknown[] = [];
  const client = await connect(box, {
    capabilities: { sampling: {} },
    prepare: (connecting) =>
      connecting.setRequestHandler('sampling/createMessage', async ({ params }) => {
        asked.push(params);
        return { model: 'the-clients-own', role: 'assistant', content: { type: 'text', text: ANSWER }, stopReason: 'endTurn' };
      }),
  });
  await client.callTool({ name: 'capture', arguments: { ...promptPayload(box, payload(1)) } });
  await client.callTool({ name: 'capture', arguments: { ...promptPayload(box, { ...payload(1), ...STOP }) } });
  await expect.poll(() => titles(box), { timeout: 10_000 }).toContain('model:mcp-sampling: In better words');
  expect(JSON.stringify(asked)).toContain('strips the cookie');
  expect(await calls(box)).toMatchObject({ calls: 1 });
});

async function startApi(status: () => number): Promise<{ readonly url: string; readonly asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    void json(request).then((body) => {
      asked.push({ key: request.headers['x-api-key'] as string | undefined, body: body as Asked['body'] });
      // 0: it never answers.
      if (status() === 0) return;
      response.writeHead(status(), { 'content-type': 'application/json' }).end(JSON.stringify(status() === 200 ? MESSAGE : DENIED));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const MESSAGE = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-haiku-4-5',
  content: [{ type: 'text', text: ANSWER }],
  stop_reason: 'end_turn',
  usage: { input_tokens: 900, output_tokens: 30 },
};
const DENIED = { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } };
const STOP = {
  hook_event_name: 'Stop',
  last_assistant_message: 'The root cause is the proxy: it strips the cookie. Fixed it in src/proxy.ts.',
};

function payload(n: number): Record<string, unknown> {
  return { prompt_id: `prompt-${n}`, prompt: `Why are users logged out by server ${n}?` };
}

function configure({ memory }: Sandbox, settings: object): void {
  mkdirSync(memory, { recursive: true, mode: 0o700 });
  writeFileSync(join(memory, 'config.json'), JSON.stringify(settings));
}

async function tellTurn(server: Server, box: Sandbox, n: number): Promise<void> {
  if (n === 1) await server.ask('initialize', { protocolVersion: '2025-11-25' });
  await server.ask('tools/call', { name: 'capture', arguments: promptPayload(box, payload(n)) });
  await server.ask('tools/call', { name: 'capture', arguments: promptPayload(box, { ...payload(n), ...STOP }) });
}

async function titles(box: Sandbox): Promise<readonly string[]> {
  await using ports = await wireToLook(readConfig({ HOLDFAST_HOME: box.memory }));
  const memories: readonly Memory[] = await ports.store.list({ order: 'newest', limit: 99, offset: 0 });
  return memories.map(({ distilledBy, title }) => `${distilledBy}: ${title}`);
}

async function trouble(box: Sandbox): Promise<readonly string[]> {
  await using ports = await wireToLook(readConfig({ HOLDFAST_HOME: box.memory }));
  return (await ports.store.breakers()).map(({ error }) => error);
}

async function calls(box: Sandbox): ReturnType<Awaited<ReturnType<typeof wireToLook>>['store']['sumModelCalls']> {
  await using ports = await wireToLook(readConfig({ HOLDFAST_HOME: box.memory }));
  return ports.store.sumModelCalls({ since: 0 });
}
