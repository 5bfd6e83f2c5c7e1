import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { promptPayload } from '../hook/payload.ts';
import { holdfast } from '../run.ts';
import { createSandbox } from '../sandbox.ts';
import { startServer } from './server.ts';

it('the session process whose settings are wrong completes the handshake and tells the user which', async () => {
  const box = createSandbox();
  mkdirSync(box.memory);
  writeFileSync(join(box.memory, 'config.json'), '{ no json');
  const server = startServer(box);
  expect(await server.ask('initialize', { protocolVersion: '2025-11-25' })).toMatchObject({ result: { serverInfo: { name: 'holdfast' } } });
  const reply = await server.ask('tools/call', { name: 'capture', arguments: promptPayload(box) });
  expect(JSON.stringify(reply.result)).toMatch(/no memory in this session.*config\.json is not a JSON object/);
  server.end();
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(server.stderr()).toBe('');
});

it('the session process whose settings are wrong answers a prompt with the line ends of Unicode in it', async () => {
  const box = createSandbox();
  mkdirSync(box.memory);
  writeFileSync(join(box.memory, 'config.json'), '{ no json');
  const server = startServer(box);
  const fields = promptPayload(box, { prompt: 'one\u2028two\u2029three\u0085four' });
  expect(await server.ask('tools/call', { name: 'capture', arguments: fields })).toMatchObject({
    id: 1,
    result: { content: [{ type: 'text' }] },
  });
});

it('the session process of an agent that is not known says so in one sentence', async () => {
  const box = createSandbox();
  expect(await holdfast(box, ['mcp', '--agent', 'nobody'])).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'holdfast: No agent is called nobody.\n',
  });
});
