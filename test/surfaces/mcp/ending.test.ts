import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { promptPayload, SESSION } from '../hook/payload.ts';
import { IN_REMOVED_FOLDER, PLUGIN_SERVER } from '../run.ts';
import { createSandbox } from '../sandbox.ts';
import { storedEvents } from '../stored.ts';
import { type Server, startServer } from './server.ts';

const LONGEST_MS = 500;

const ENDINGS: readonly (readonly [string, (server: Server) => void])[] = [
  ['the end of its stdin', (server) => server.end()],
  ['SIGINT', (server) => server.signal('SIGINT')],
  ['SIGTERM', (server) => server.signal('SIGTERM')],
  ['SIGHUP', (server) => server.signal('SIGHUP')],
];

describe('the session process', () => {
  it.each(ENDINGS)('leaves at %s before anything was said', async (_, end) => {
    const box = createSandbox();
    const server = startServer(box);
    await server.ask('ping');
    expect(await timeToEnd(server, end)).toBeLessThan(LONGEST_MS);
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(readdirSync(box.home)).toEqual([]);
  });

  it.each(ENDINGS)('leaves at %s with work done, and what it was told is stored', async (_, end) => {
    const box = createSandbox();
    const server = startServer(box);
    await server.ask('tools/call', { name: 'capture', arguments: promptPayload(box) });
    await server.ask('tools/call', {
      name: 'capture',
      arguments: promptPayload(box, { hook_event_name: 'Stop', last_assistant_message: 'Done.' }),
    });
    expect(await timeToEnd(server, end)).toBeLessThan(LONGEST_MS);
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(server.stderr()).toBe('');
    expect(await storedEvents(box.memory, SESSION)).toHaveLength(2);
    expect(readdirSync(box.memory)).toEqual(['holdfast.db']);
  });

  it('leaves at a signal while a request is on its way', async () => {
    const box = createSandbox();
    const server = startServer(box);
    await server.ask('ping');
    await server.write(
      `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'capture', arguments: promptPayload(box) } })}\n`,
    );
    expect(await timeToEnd(server, ENDINGS[2]![1])).toBeLessThan(LONGEST_MS);
    expect(await server.ended).toMatchObject({ signal: null });
  });

  it('leaves while another process holds the database and a request waits for it', async () => {
    const box = createSandbox();
    const server = startServer(box);
    await server.ask('tools/call', { name: 'capture', arguments: promptPayload(box) });
    const db = new DatabaseSync(join(box.memory, 'holdfast.db'));
    db.exec('begin immediate');
    const stop = promptPayload(box, { hook_event_name: 'Stop', last_assistant_message: 'Done.' });
    await server.write(
      `${JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'capture', arguments: stop } })}\n`,
    );
    await setTimeout(50);
    // What it waits for at most, and what it takes to leave.
    expect(await timeToEnd(server, ENDINGS[2]![1])).toBeLessThan(300 + LONGEST_MS);
    expect(await server.ended).toMatchObject({ signal: null });
    db.close();
  });

  it('leaves at the second signal as at the first', async () => {
    const server = startServer(createSandbox());
    await server.ask('ping');
    server.signal('SIGINT');
    await setTimeout(5);
    expect(await timeToEnd(server, (one) => one.signal('SIGTERM'))).toBeLessThan(LONGEST_MS);
    expect(await server.ended).toEqual({ code: 0, signal: null });
  });

  it('leaves when its stdin ends within a line', async () => {
    const server = startServer(createSandbox());
    await server.write('{"jsonrpc":"2.0","id":1,"meth');
    server.end();
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(server.stderr()).toBe('');
  });

  it('works in a folder that was removed', async () => {
    const box = createSandbox();
    const server = startServer(box, { command: [...IN_REMOVED_FOLDER, process.execPath, PLUGIN_SERVER] });
    expect(await server.ask('tools/call', { name: 'search', arguments: {} })).toMatchObject({
      result: { content: [{ text: expect.stringMatching(/^Nothing found/) }] },
    });
    server.end();
    expect(await server.ended).toEqual({ code: 0, signal: null });
  });

  it('leaves when its parent is killed', async () => {
    const box = createSandbox();
    const parent = startServer(box, { command: [process.execPath, join(import.meta.dirname, 'parent.mjs'), PLUGIN_SERVER] });
    await parent.ask('ping');
    const child = Number(parent.stderr());
    expect(isRunning(child)).toBe(true);
    const began = performance.now();
    parent.signal('SIGKILL');
    while (isRunning(child) && performance.now() - began < 5 * LONGEST_MS) await setTimeout(5);
    expect(performance.now() - began).toBeLessThan(LONGEST_MS);
  });

  it('writes nothing anywhere before the first event', async () => {
    const box = createSandbox();
    const server = startServer(box, { env: { HOLDFAST_HOME: undefined } });
    await server.ask('initialize', { protocolVersion: '2025-11-25' });
    await server.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
    await server.ask('tools/list');
    // Long enough for what it does once the client is ready.
    await setTimeout(150);
    server.signal('SIGINT');
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect([...readdirSync(box.root, { recursive: true })].toSorted()).toEqual(['home', 'temporary', 'work', 'work/site']);
    expect(server.stderr()).toBe('');
  });
});

async function timeToEnd(server: Server, end: (server: Server) => void): Promise<number> {
  const began = performance.now();
  end(server);
  await server.ended;
  return performance.now() - began;
}

// One that ended and was not waited for yet does not run.
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0) && !(process.platform === 'linux' && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')));
  } catch {
    return false;
  }
}
