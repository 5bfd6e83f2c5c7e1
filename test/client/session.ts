import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { clientEnvironment } from './environment.ts';
import type { FakeApi } from './fake-api.ts';
import { findClient } from './install.ts';
import { pluginFolder } from './plugin.ts';
import { waitFor } from './wait-for.ts';
import type { World } from './world.ts';

/** How a session is started. Default: a new one, with the plugin, in the world's project. */
export interface SessionOptions {
  readonly cwd?: string;
  /** The id of a session to go on with. */
  readonly resume?: string;
  /** The id of a session to go on with under a new id. */
  readonly fork?: string;
  /** False: without the plugin under test. */
  readonly plugin?: boolean;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A line of the client's output, and when it came, in `performance.now()` milliseconds. */
export interface ClientMessage {
  readonly at: number;
  readonly type: string;
  readonly subtype?: string;
  readonly content?: string;
  readonly result?: string;
  readonly is_error?: boolean;
  readonly hook_id?: string;
  readonly hook_event?: string;
}

/** How the client ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** The client, working without a terminal. Disposing it kills it. */
export interface Session extends AsyncDisposable {
  readonly id: string;
  readonly messages: readonly ClientMessage[];
  /** Gives a prompt and waits for the end of its turn: the model's last words. */
  ask(prompt: string): Promise<string>;
  /** Gives a prompt. */
  say(prompt: string): void;
  /** Waits for the end of the turn number `index`, counted from 0. */
  turn(index: number): Promise<string>;
  /** Ends the session as a user does who is done. */
  close(): Promise<Ending>;
  kill(signal: NodeJS.Signals): Promise<Ending>;
}

const LONGEST_RUN_MS = 90_000;
const STREAMS = '--input-format stream-json --output-format stream-json --verbose';
const BASE_ARGUMENTS = `-p ${STREAMS} --permission-mode bypassPermissions`.split(' ');

/** Starts the real client in a world, against a fake API. */
export async function startSession(world: World, api: FakeApi, options: SessionOptions = {}): Promise<Session> {
  const id = options.resume ?? randomUUID();
  const client = spawn(await findClient(), sessionArguments(id, options), {
    cwd: options.cwd ?? world.project,
    env: clientEnvironment(world, api.url, options.environment),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const messages = collectMessages(client);
  const ending = watchEnding(client);
  const results = (): readonly ClientMessage[] => messages.filter(({ type }) => type === 'result');
  const say = (prompt: string): void => {
    client.stdin.write(`${JSON.stringify({ type: 'user', message: { role: 'user', content: prompt } })}\n`);
  };
  const turn = async (index: number): Promise<string> => {
    const ended = ending.then(({ code, signal, stderr }) => {
      throw new Error(`The client ended (${code ?? signal}) before turn ${index} did. ${stderr}`);
    });
    const result = await Promise.race([waitFor(`the end of turn ${index}`, () => results()[index], 60_000), ended]);
    return result.result ?? '';
  };
  return {
    id,
    messages,
    say,
    turn,
    ask(prompt) {
      const index = results().length;
      say(prompt);
      return turn(index);
    },
    close() {
      client.stdin.end();
      return ending;
    },
    kill(signal) {
      client.kill(signal);
      return ending;
    },
    async [Symbol.asyncDispose]() {
      killGroup(client);
      await ending;
    },
  };
}

function sessionArguments(id: string, { resume, fork, plugin = true, args = [] }: SessionOptions): string[] {
  return [
    ...BASE_ARGUMENTS,
    ...(resume === undefined ? ['--session-id', id] : ['--resume', resume]),
    ...(fork === undefined ? [] : ['--resume', fork, '--fork-session']),
    ...(plugin ? ['--plugin-dir', pluginFolder()] : []),
    ...args,
  ];
}

function collectMessages({ stdout }: ChildProcess): readonly ClientMessage[] {
  const messages: ClientMessage[] = [];
  createInterface({ input: stdout! }).on('line', (line) => {
    messages.push({ ...(JSON.parse(line) as Omit<ClientMessage, 'at'>), at: performance.now() });
  });
  return messages;
}

function watchEnding(client: ChildProcess): Promise<Ending> {
  const timer = setTimeout(() => killGroup(client), LONGEST_RUN_MS);
  let stderr = '';
  client.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  client.stdin!.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    client.once('error', reject);
    client.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, stderr });
    });
  });
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(-pid, 'SIGKILL');
}
