import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sandbox } from './sandbox.ts';

/** What `holdfast` starts, and what the plugin starts. */
export const HOLDFAST: string = resolve(import.meta.dirname, '../../bin/holdfast.js');
export const PLUGIN_SERVER: string = resolve(import.meta.dirname, '../../plugin/claude-code/server/mcp.js');

/** Starts a command in a folder that is removed before. For `within`. */
export const IN_REMOVED_FOLDER: readonly string[] = ['/bin/sh', '-c', 'mkdir gone && cd gone && rmdir ../gone && exec "$@"', 'sh'];

/** What came of a process. `ms`: from its start to its end. */
export interface Ran {
  /** Null: ended by a signal, our time limit among them. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

/** How a process is started. */
export interface RunOptions {
  /** All of its stdin, which then ends. `open`: nothing comes and it does not end. Default: empty. */
  readonly stdin?: string | Buffer | Iterable<Buffer> | 'open';
  /** Added to the sandbox's environment; undefined takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** A program that starts ours, with its arguments. */
  readonly within?: readonly string[];
  readonly node?: string;
  readonly timeLimitMs?: number;
}

/** Runs `holdfast` with these arguments to its end. */
export function holdfast(box: Sandbox, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return run(box, [options.node ?? process.execPath, HOLDFAST, ...args], options);
}

/** Runs a command in a sandbox to its end. It is killed after its time limit. */
export async function run(box: Sandbox, command: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { within = [], cwd = box.project, timeLimitMs = 20_000 } = options;
  const [program = '', ...args] = [...within, ...command];
  const began = performance.now();
  const child = spawn(program, args, { cwd, env: cleanEnvironment(box, options.env), stdio: 'pipe' });
  const ended = new Promise<number | null>((settle, fail) => child.once('close', settle).once('error', fail));
  const limit = setTimeout(() => child.kill('SIGKILL'), timeLimitMs);
  const output = [collect(child.stdout), collect(child.stderr)];
  // A child that does not read all of it breaks the pipe.
  void feed(child, options.stdin ?? '').catch(() => undefined);
  const code = await ended.finally(() => clearTimeout(limit));
  const [stdout = '', stderr = ''] = await Promise.all(output);
  return { code, stdout, stderr, ms: performance.now() - began };
}

/** The environment of a sandbox with changes. */
export function cleanEnvironment({ env }: Sandbox, changes: RunOptions['env'] = {}): Record<string, string> {
  const entries = Object.entries({ ...env, ...changes }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

async function feed(child: ChildProcess, stdin: NonNullable<RunOptions['stdin']>): Promise<void> {
  child.stdin?.on('error', () => undefined);
  if (stdin === 'open') return;
  const chunks = typeof stdin === 'string' || Buffer.isBuffer(stdin) ? [stdin] : stdin;
  await pipeline(Readable.from(chunks, { objectMode: false }), child.stdin!);
}

async function collect(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
