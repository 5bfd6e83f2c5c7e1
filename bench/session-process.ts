import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A session process under measurement, in a scratch home. Disposing of it ends it and removes the home. */
export interface SessionProcess extends AsyncDisposable {
  readonly pid: number;
  readonly home: string;
  /** Milliseconds from the start to the answer to `initialize`. */
  readonly readyMs: number;
  /** Calls a hook; resolves to its answer and how long it took in milliseconds. */
  hook(fields: Readonly<Record<string, unknown>>): Promise<{ readonly text: string; readonly ms: number }>;
  /** Resident memory in MB. */
  rss(): Promise<number>;
}

/** Starts the built session process as the plugin does. */
export async function startSessionProcess(home?: string): Promise<SessionProcess> {
  const folder = home ?? (await mkdtemp(join(tmpdir(), 'holdfast-bench-')));
  const began = performance.now();
  const child = spawn(process.execPath, await serverArguments(), {
    env: { HOME: folder, HOLDFAST_HOME: join(folder, 'memory'), PATH: process.env['PATH'] ?? '' },
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ask = talkTo(child);
  await ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '0' } });
  const readyMs = performance.now() - began;
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
  return {
    pid: child.pid!,
    home: folder,
    readyMs,
    async hook(fields) {
      const start = performance.now();
      const result = (await ask('tools/call', { name: 'capture', arguments: fields })) as { content: { text: string }[] };
      return { text: result.content[0]!.text, ms: performance.now() - start };
    },
    rss: async () => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024,
    async [Symbol.asyncDispose]() {
      const gone = new Promise((done) => child.once('exit', done));
      child.stdin.end();
      await gone;
      if (home === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

// As the plugin says, so that what is measured is what runs.
async function serverArguments(): Promise<string[]> {
  const plugin = resolve(import.meta.dirname, '../plugin/claude-code');
  const { mcpServers } = JSON.parse(await readFile(join(plugin, '.mcp.json'), 'utf8')) as { mcpServers: { holdfast: { args: string[] } } };
  return mcpServers.holdfast.args.map((argument) => argument.replace('${CLAUDE_PLUGIN_ROOT}', plugin));
}

function talkTo(child: ChildProcess): (method: string, params: object) => Promise<unknown> {
  const waiting = new Map<number, (result: unknown) => void>();
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const { id, result } = JSON.parse(line);
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  let last = 0;
  return (method, params) =>
    new Promise((done) => {
      last += 1;
      waiting.set(last, done);
      child.stdin!.write(`${JSON.stringify({ jsonrpc: '2.0', id: last, method, params })}\n`);
    });
}
