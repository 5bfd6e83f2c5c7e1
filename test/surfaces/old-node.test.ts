import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hook, promptPayload } from './hook/payload.ts';
import { startServer } from './mcp/server.ts';
import { pretendOldNode, realOldNode } from './old-node.ts';
import { HOLDFAST, holdfast, PLUGIN_SERVER } from './run.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';

const OLD_NODES: readonly (readonly [string, ((box: Sandbox) => string) | undefined])[] = [
  ['that says so', pretendOldNode],
  ['of this machine', realOldNode === undefined ? undefined : () => realOldNode!],
];

describe.for(OLD_NODES)('under an old node %s', ([, find]) => {
  it.skipIf(find === undefined)('commands say what is missing in one sentence and exit 1', async () => {
    const box = createSandbox();
    const node = find!(box);
    for (const args of [['search', 'x'], ['help'], []]) {
      const ran = await holdfast(box, args, { node });
      expect(ran).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/^Holdfast needs Node 22\.16 or newer; this is \d+\.\d+\.\d+\.\n$/),
      });
    }
  });

  it.skipIf(find === undefined)('a hook says nothing and exits 0', async () => {
    const box = createSandbox();
    expect(await hook(box, promptPayload(box), { node: find!(box) })).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(box.root)).not.toContain('memory');
  });

  it.skipIf(find === undefined)('the session process completes the handshake and tells the user once', async () => {
    for (const entry of [[PLUGIN_SERVER], [HOLDFAST, 'mcp']]) {
      const box = createSandbox();
      const server = startServer(box, { command: [find!(box), ...entry] });
      expect(await server.ask('initialize', { protocolVersion: '2025-11-25' })).toMatchObject({
        result: { protocolVersion: '2025-11-25', serverInfo: { name: 'holdfast' } },
      });
      await server.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
      expect(await server.ask('tools/list')).toMatchObject({ result: { tools: [] } });
      expect(await server.ask('server/discover')).toMatchObject({ error: { code: -32_601 } });
      const capture = async (over: object): Promise<unknown> => {
        const { result } = await server.ask('tools/call', { name: 'capture', arguments: promptPayload(box, { ...over }) });
        return JSON.parse((result!['content'] as { text: string }[])[0]!.text);
      };
      expect(await capture({ hook_event_name: 'SessionStart' })).toEqual({});
      expect(await capture({})).toEqual({ systemMessage: expect.stringMatching(/^Holdfast: no memory in this session\. .*22\.16/) });
      expect(await capture({})).toEqual({});
      server.end();
      expect(await server.ended).toEqual({ code: 0, signal: null });
      expect(server.stderr()).toBe('');
    }
  });

  it.skipIf(find === undefined)('the session process takes anything and leaves at a signal', async () => {
    const box = createSandbox();
    const server = startServer(box, { command: [find!(box), PLUGIN_SERVER] });
    await server.write('garbage\n\nnull\n[]\n5\n{"id":1,"method":"tools/call","params":"x"}\n');
    expect(await server.next()).toMatchObject({ id: 1, result: { content: [{ text: '{}' }] } });
    for (const args of [null, 'x', [1]]) {
      expect(await server.ask('tools/call', { name: 'capture', arguments: args })).toMatchObject({ result: { content: [{ text: '{}' }] } });
    }
    server.signal('SIGINT');
    expect(await server.ended).toEqual({ code: 0, signal: null });
  });
});
