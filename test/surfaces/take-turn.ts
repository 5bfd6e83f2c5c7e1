import { expect } from 'vitest';
import { promptPayload } from './hook/payload.ts';
import type { Server } from './mcp/server.ts';
import type { Sandbox } from './sandbox.ts';

/** Greets a session process as the client does, and tells it a whole turn by hooks: a prompt, a tool call and the end. */
export async function takeTurn(box: Sandbox, server: Server): Promise<void> {
  await server.ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '0' } });
  await server.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
  const { prompt, ...rest } = promptPayload(box);
  const call = {
    tool_use_id: 'toolu_1',
    tool_name: 'Bash',
    tool_input: { command: 'npm test' },
    tool_response: 'All tests have passed.',
  };
  for (const fields of [
    { ...rest, prompt },
    { ...rest, hook_event_name: 'PostToolBatch', tool_calls: JSON.stringify([call]) },
    { ...rest, hook_event_name: 'Stop', last_assistant_message: 'Sessions last a day now.' },
  ]) {
    const { result } = await server.ask('tools/call', { name: 'capture', arguments: fields });
    expect(JSON.stringify(result)).not.toContain('not available');
  }
}
