import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Memory } from '../../../src/model/memory.ts';
import { readConfig, wireToLook } from '../../../src/wire.ts';
import { findMarked, findSurvivors, MARK, type MarkedProcess } from '../../client/processes.ts';
import { promptPayload, SESSION } from '../hook/payload.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { storedEvents } from '../stored.ts';
import { configureModel } from '../with-model.ts';
import { type Server, startServer } from './server.ts';

describe.skipIf(process.platform !== 'linux')('a session process with a model', () => {
  it('asks it after a turn, and the memory has its words', async () => {
    const box = createSandbox();
    configureModel(box, 'answers');
    await tellTurn(startServer(box), box);
    await expect.poll(() => titles(box), { timeout: 10_000 }).toContain('model:command: In better words');
  });

  it.each(['SIGTERM', 'SIGKILL', 'end'] as const)('is not held up by one that hangs, nor leaves it behind (%s)', async (how) => {
    const { box, server } = await startAsking();
    const began = performance.now();
    if (how === 'end') server.end();
    else server.signal(how);
    await server.ended;
    expect(performance.now() - began).toBeLessThan(5000);
    expect(await findSurvivors(box.env[MARK]!, 10_000)).toEqual([]);
    expect(await titles(box)).toContainEqual(expect.stringMatching(/^extract: /));
  });

  it('ends in its stead what the one before it left, and asks again', async () => {
    const { box, server: first } = await startAsking();
    first.end();
    await first.ended;
    configureModel(box, 'answers');
    const second = startServer(box);
    await second.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
    await second.ask('tools/call', { name: 'capture', arguments: promptPayload(box, { prompt_id: 'prompt-2' }) });
    await expect.poll(() => titles(box), { timeout: 10_000 }).toContain('model:command: In better words');
  });

  it('answers hooks while it asks', async () => {
    const { box, server } = await startAsking();
    const began = performance.now();
    await server.ask('tools/call', { name: 'capture', arguments: promptPayload(box, { prompt_id: 'prompt-2' }) });
    expect(performance.now() - began).toBeLessThan(5000);
    server.end();
    await server.ended;
    await findSurvivors(box.env[MARK]!, 10_000);
  });
});

it('inside a model child it keeps nothing and has no tools: what a distiller does is not to be distilled', async () => {
  const box = createSandbox();
  const server = startServer(box, { env: { HOLDFAST_CHILD: 'a mark' } });
  await tellTurn(server, box);
  expect(await server.ask('tools/list')).toMatchObject({ result: { tools: [] } });
  server.end();
  await server.ended;
  expect(await storedEvents(box.memory, SESSION)).toEqual([]);
});

// A session process whose model has been asked and hangs.
async function startAsking(): Promise<{ box: Sandbox; server: Server }> {
  const box = createSandbox();
  configureModel(box, 'hangs');
  const server = startServer(box);
  await tellTurn(server, box);
  await expect.poll(() => findModel(box), { timeout: 10_000 }).toHaveLength(1);
  return { box, server };
}

async function tellTurn(server: Server, box: Sandbox): Promise<void> {
  await server.ask('initialize', { protocolVersion: '2025-11-25' });
  await server.ask('tools/call', { name: 'capture', arguments: promptPayload(box) });
  const stop = {
    hook_event_name: 'Stop',
    last_assistant_message: 'The root cause is the proxy: it strips the cookie. Fixed it in src/proxy.ts.',
  };
  await server.ask('tools/call', { name: 'capture', arguments: promptPayload(box, stop) });
}

async function findModel(box: Sandbox): Promise<readonly MarkedProcess[]> {
  await setTimeout(20);
  return (await findMarked(box.env[MARK]!)).filter(({ command }) => command.includes('model.mjs'));
}

async function titles(box: Sandbox): Promise<readonly string[]> {
  await using ports = await wireToLook(readConfig({ HOLDFAST_HOME: box.memory }));
  const memories: readonly Memory[] = await ports.store.list({ order: 'newest', limit: 99, offset: 0 });
  return memories.map(({ distilledBy, title }) => `${distilledBy}: ${title}`);
}
