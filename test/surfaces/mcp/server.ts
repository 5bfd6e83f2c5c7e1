import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { linesOf } from '../../lines-of.ts';
import { cleanEnvironment, PLUGIN_SERVER, type RunOptions } from '../run.ts';
import type { Sandbox } from '../sandbox.ts';

const PATIENCE_MS = 10_000;

/** One line of the server, parsed. */
export interface Reply {
  readonly id?: string | number | null;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A session process that is spoken to in raw bytes. */
export interface Server {
  readonly pid: number;
  /** Everything it said on stderr so far. */
  readonly stderr: () => string;
  write(bytes: string | Buffer): Promise<void>;
  /** The next line of its stdout; rejects when there is none in ten seconds. */
  next(): Promise<Reply>;
  /** Sends a request and waits for the next line. */
  ask(method: string, params?: object, id?: string | number): Promise<Reply>;
  /** Ends its stdin. */
  end(): void;
  signal(name: NodeJS.Signals): void;
  /** How it ended, once it has. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Starts what the plugin starts, or another command. It is killed when the test ends. */
export function startServer(box: Sandbox, options: RunOptions & { readonly command?: readonly string[] } = {}): Server {
  const [program = '', ...args] = options.command ?? [options.node ?? process.execPath, PLUGIN_SERVER];
  const child = spawn(program, args, { cwd: options.cwd ?? box.project, env: cleanEnvironment(box, options.env), stdio: 'pipe' });
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  child.stdin.on('error', () => undefined);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const lines = linesOf(child.stdout);
  const write = (bytes: string | Buffer): Promise<void> => new Promise((settle) => child.stdin.write(bytes, () => settle()));
  const next = async (): Promise<Reply> => JSON.parse(await withinPatience(lines.next())) as Reply;
  return {
    pid: child.pid!,
    stderr: () => stderr,
    write,
    next,
    async ask(method, params = {}, id = 1) {
      await write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
      return next();
    },
    end: () => child.stdin.end(),
    signal: (name) => void child.kill(name),
    ended,
  };
}

async function withinPatience(line: Promise<IteratorResult<string, void>>): Promise<string> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => (limit = setTimeout(() => fail(new Error('The server says nothing')), PATIENCE_MS)));
  const { value, done } = await Promise.race([line, late]).finally(() => clearTimeout(limit));
  if (done === true) throw new Error('The server ended');
  return value;
}
