import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { can } from '../lab/constrained/can.ts';
import { listSockets } from '../lab/incidents/list-sockets.ts';
import { DEMO, DEMO_PROJECT } from './cli/filled-memory.ts';
import { hook, promptPayload } from './hook/payload.ts';
import { startServer } from './mcp/server.ts';
import { holdfast, PLUGIN_SERVER, run } from './run.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { takeTurn } from './take-turn.ts';

// A network in which there is nothing, not even this machine.
const NOWHERE = ['unshare', '--map-root-user', '--net', '--'];
const canLeave = can('what needs a network of its own', [...NOWHERE, 'true']);
const canTrace = canLeave && can('what is seen by strace', ['strace', '-f', '-e', 'trace=%network', 'true']);

const COMMANDS = [
  ['import', DEMO],
  ['drain'],
  ['remember', 'Deploy on Mondays.'],
  ['search', 'logged', 'out', '--all-projects'],
  ['show', '1'],
  ['evidence', '1'],
  ['timeline', 'logged', 'out', '--project', DEMO_PROJECT],
  ['context', '--project', DEMO_PROJECT],
  ['status'],
  ['usage'],
  ['model', 'list'],
  ['mode', 'list'],
  ['doctor'],
];

describe.skipIf(!canLeave)('without any network', () => {
  it('a session is captured, distilled and found again, and every command works', async () => {
    expect(await useEverything(createSandbox(), NOWHERE)).toMatch(/^ +#\d+ /m);
  });
});

describe.skipIf(!canTrace)('with the default settings', () => {
  it('nothing is connected to, listened on, sent or looked up', async () => {
    const box = createSandbox();
    const trace = join(box.root, 'trace');
    await useEverything(box, tracing(trace));
    expect(findNetwork(trace)).toEqual([]);
  });

  it('strace would see it', async () => {
    const box = createSandbox();
    const seen: string[] = [];
    for (const script of [
      `require('net').connect(9, '192.0.2.1').on('error', () => {})`,
      `require('net').createServer().on('error', () => {}).listen(0, '127.0.0.1', function () { this.close() })`,
      `require('dgram').createSocket('udp4').on('error', () => {}).send('x', 9, '192.0.2.1', function () { this.close() })`,
      `require('dns').lookup('example.invalid', () => {})`,
      `require('net').createServer().listen(process.env.TMPDIR + '/socket', function () { this.close() })`,
    ]) {
      const trace = join(box.root, `trace-${seen.length}`);
      await run(box, [process.execPath, '-e', script], { within: tracing(trace) });
      seen.push(findNetwork(trace)[0] ?? 'nothing');
    }
    expect(seen).not.toContain('nothing');
  });
});

it.skipIf(process.platform !== 'linux')('a session process has no socket but its pipes', async () => {
  const box = createSandbox();
  const server = startServer(box);
  await takeTurn(box, server);
  await server.ask('tools/call', { name: 'search', arguments: { query: 'logged out' } });
  expect(listSockets(server.pid)).toEqual([]);
  server.end();
  await server.ended;
});

// Returns what is found at last.
async function useEverything(box: Sandbox, within: readonly string[]): Promise<string> {
  const server = startServer(box, { command: [...within, process.execPath, PLUGIN_SERVER] });
  await takeTurn(box, server);
  const { result } = await server.ask('tools/call', { name: 'search', arguments: { query: 'logged out' } });
  expect(result).not.toHaveProperty('isError');
  server.end();
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(await hook(box, promptPayload(box, { prompt_id: 'prompt-2' }), { within })).toMatchObject({ code: 0, stderr: '' });
  // What takes longer than a second tells on stderr how far it is.
  for (const args of COMMANDS) expect([args, await holdfast(box, args, { within })]).toMatchObject([args, { code: 0 }]);
  const { stdout: found } = await holdfast(box, ['search', 'users', 'logged', 'out', '--all-projects'], { within });
  expect(await holdfast(box, ['forget', '1'], { within })).toMatchObject({ code: 0, stderr: '' });
  return found;
}

// Appends, so that one file tells of all that was started so.
function tracing(file: string): readonly string[] {
  return [...NOWHERE, 'strace', '--follow-forks', '--output-append-mode', `--output=${file}`, '--trace=%network', '--quiet=all', '--'];
}

// Calls that need no other end are left out: pairs of sockets are how Node talks to its children and to its own threads.
function findNetwork(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /\b(socket|connect|bind|listen|accept4?|sendto|sendmsg|sendmmsg)\(/.test(line));
}
