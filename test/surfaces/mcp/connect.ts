import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { onTestFinished } from 'vitest';
import { cleanEnvironment, PLUGIN_SERVER } from '../run.ts';
import type { Sandbox } from '../sandbox.ts';

interface Connecting {
  readonly env?: Readonly<Record<string, string>>;
  readonly mode?: 'legacy' | 'auto';
  readonly capabilities?: { readonly sampling?: object };
  /** Called before it connects. */
  readonly prepare?: (client: Client) => void;
}

/** The official client, connected to a session process of its own. `auto` probes for a newer protocol first. Closed when the test ends. */
export async function connect(
  box: Sandbox,
  { env = {}, mode = 'legacy', capabilities = {}, prepare }: Connecting = {},
): Promise<Client & { readonly stderrText: () => string }> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [PLUGIN_SERVER],
    env: cleanEnvironment(box, env),
    cwd: box.project,
    stderr: 'pipe',
  });
  let stderr = '';
  transport.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode }, capabilities });
  prepare?.(client);
  onTestFinished(() => client.close());
  await client.connect(transport);
  return Object.assign(client, { stderrText: () => stderr });
}

/** Calls a tool; returns its text and whether it is an error. */
export async function callTool(
  client: Client,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly text: string; readonly failed: boolean }> {
  const { content, isError } = await client.callTool({ name, arguments: { ...args } });
  const [first] = content;
  return { text: first?.type === 'text' ? first.text : '', failed: isError === true };
}
