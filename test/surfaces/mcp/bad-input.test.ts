import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../shared-data.ts';
import { promptPayload, SESSION } from '../hook/payload.ts';
import { createSandbox } from '../sandbox.ts';
import { storedEvents } from '../stored.ts';
import { type Server, startServer } from './server.ts';

const SUITE = sharedData('torture/jsontestsuite');
const PING = '{"jsonrpc":"2.0","id":"ping","method":"ping"}';
const PONG = { jsonrpc: '2.0', id: 'ping', result: {} };
const ALIVE = { ...PONG, stderr: '' };

describe('the lines a session process is sent', () => {
  it('may be no messages: it says so and goes on', async () => {
    const server = startServer(createSandbox());
    for (const line of ['hello', '{"jsonrpc":"2.0","id":1,"method":"pi', `[${PING}]`, '5', 'null', Buffer.from([0xff, 0xfe, 0x00])]) {
      await server.write(Buffer.concat([Buffer.from(line), Buffer.from('\n')]));
      expect(await server.next()).toMatchObject({ id: null, error: { code: -32_700 } });
      expect(await ping(server)).toEqual(ALIVE);
    }
  });

  it.each([
    ['empty', '\n   \n\r\n'],
    ['answers to questions never asked', '{"jsonrpc":"2.0","id":9,"result":{}}\n'],
    ['notifications of an unknown kind', '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}\n'],
    ['requests with an id of null', '{"jsonrpc":"2.0","id":null,"method":"ping"}\n'],
    ['calls of a method that is no text', '{"jsonrpc":"2.0","id":1,"method":{}}\n'],
  ])('may be %s: they are passed over', async (_, bytes) => {
    const server = startServer(createSandbox());
    await server.write(bytes);
    expect(await ping(server)).toEqual(ALIVE);
  });

  it('may end in CRLF, come in pieces that split characters, or several at once', async () => {
    const server = startServer(createSandbox());
    await server.write(`${PING}\r\n${PING}\n`);
    expect([await server.next(), await server.next()]).toMatchObject([PONG, PONG]);
    const bytes = Buffer.from('{"jsonrpc":"2.0","id":"é漢🧵","method":"ping"}\n');
    for (const byte of bytes) await server.write(Buffer.from([byte]));
    expect(await server.next()).toMatchObject({ id: 'é漢🧵', result: {} });
  });

  it('may have numbers as ids, which come back as numbers', async () => {
    const server = startServer(createSandbox());
    for (const id of [0, -1, 2 ** 53, 1.5]) expect(await server.ask('ping', {}, id)).toEqual({ jsonrpc: '2.0', id, result: {} });
  });

  it('may have arguments of any shape', async () => {
    const server = startServer(createSandbox());
    for (const params of [null, [], 'x', 7, { name: 5 }, { name: 'search', arguments: 'x' }, { name: 'search', arguments: [1] }]) {
      await server.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })}\n`);
      expect(await server.next()).toMatchObject({ id: 1 });
    }
    expect(await ping(server)).toEqual(ALIVE);
  });

  it('may name a protocol or a tool by what is no text', async () => {
    const server = startServer(createSandbox());
    for (const name of [{ toString: 1 }, undefined, null, ['search'], 7]) {
      const initialized = await server.ask('initialize', { protocolVersion: name });
      expect(initialized).toMatchObject({ id: 1, result: { protocolVersion: expect.stringMatching(/^\d{4}-/) } });
      const called = await server.ask('tools/call', { name });
      expect(called).toMatchObject({ id: 1, error: { code: -32_602, message: 'A tool is called by its name, a text' } });
    }
  });

  it('may ask for an answer to what has none', async () => {
    const server = startServer(createSandbox());
    expect(await server.ask('notifications/initialized')).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  });

  it('may never end: memory stays bounded, and the line after it is answered', async () => {
    const server = startServer(createSandbox());
    expect(await ping(server)).toEqual(ALIVE);
    const chunk = Buffer.alloc(4 * 1024 * 1024, 'x');
    for (let sent = 0; sent < 300; sent += 4) await server.write(chunk);
    expect(residentMegabytes(server.pid)).toBeLessThan(250);
    await server.write('\n');
    expect(await ping(server)).toEqual(ALIVE);
  });

  it('may carry 6 MB', async () => {
    const box = createSandbox();
    const server = startServer(box);
    const calls = [
      {
        tool_name: 'Write',
        tool_use_id: 'toolu_1',
        tool_input: { file_path: '/x', content: 'line\n'.repeat(1_200_000) },
        tool_response: 'ok',
      },
    ];
    const fields = promptPayload(box, { hook_event_name: 'PostToolBatch', tool_calls: JSON.stringify(calls) });
    expect(await server.ask('tools/call', { name: 'capture', arguments: fields })).toMatchObject({ result: { content: [{ text: '{}' }] } });
    expect(await storedEvents(box.memory, SESSION)).toMatchObject([{ kind: 'tool_call', call: { tool: 'Write' } }]);
  });

  it('may come before the one before is answered', async () => {
    const box = createSandbox();
    const server = startServer(box);
    const call = (id: number, fields: object): string =>
      JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'capture', arguments: fields } });
    const second = promptPayload(box, { session_id: 'another-session' });
    await server.write(`${call(1, promptPayload(box))}\n${call(2, second)}\n${PING}\n`);
    const replies = [await server.next(), await server.next(), await server.next()];
    expect(replies.map(({ id }) => id).toSorted()).toEqual([1, 2, 'ping']);
    for (const { error } of replies) expect(error).toBeUndefined();
    expect(await storedEvents(box.memory, SESSION)).toHaveLength(1);
    expect(await storedEvents(box.memory, 'another-session')).toHaveLength(1);
  });

  it.skipIf(SUITE === undefined)('may hold any file of the JSON test suite', async () => {
    const server = startServer(createSandbox());
    const files = readdirSync(SUITE!, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
    expect(files.length).toBeGreaterThan(300);
    for (const file of files) {
      const before = Buffer.from('{"jsonrpc":"2.0","id":"file","method":"tools/call","params":{"name":"capture","arguments":');
      const message = Buffer.concat([before, readFileSync(join(SUITE!, file)), Buffer.from('}}\n')]);
      await server.write(message);
      for (const answer of expectedAnswers(message)) expect(await server.next()).toMatchObject(answer);
    }
    expect(await ping(server)).toEqual(ALIVE);
  });
});

async function ping(server: Server): Promise<object> {
  await server.write(`${PING}\n`);
  return { ...(await server.next()), stderr: server.stderr() };
}

// Pieces of a file with several lines are lines of their own.
function expectedAnswers(message: Buffer): object[] {
  const lines = message
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.flatMap((line) => {
    const value = parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { id: null, error: { code: -32_700 } };
    return 'method' in value ? { id: 'file', result: { content: [{ text: '{}' }] } } : [];
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

// Linux only; elsewhere nothing is known.
function residentMegabytes(pid: number): number {
  if (process.platform !== 'linux') return 0;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}
