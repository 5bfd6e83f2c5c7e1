import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { waitFor } from '../client/wait-for.ts';
import type { Scene } from './scene.ts';

/** How a process ended, and when, in `performance.now()` milliseconds. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly at: number;
}

/** A process that the lab started, in a group of its own, and talks to in lines. */
export interface Actor {
  readonly pid: number;
  /** What it printed so far. */
  readonly lines: readonly string[];
  readonly stderr: readonly string[];
  /** Waits for a line that starts with a word, and returns the rest of it. */
  says(word: string): Promise<string>;
  tell(line: string): void;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
  /** How it ended. One that does not within `patienceMs` is killed, and the promise rejects. */
  awaitEnd(patienceMs?: number): Promise<Ended>;
}

const PATIENCE_MS = 30_000;
// Where Node keeps our programs without their types: they start in half the time.
const COMPILED = resolve(import.meta.dirname, '../../node_modules/.cache/lab');

/** Starts a command in a scene. */
export function startActor(
  { box, groups }: Scene,
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Actor {
  const child = spawn(program, args, { cwd: box.project, env: { ...box.env, ...env }, stdio: 'pipe', detached: true });
  groups.add(child.pid!);
  child.stdin.on('error', () => undefined);
  const [lines, stderr] = [collectLines(child.stdout), collectLines(child.stderr)];
  const ended = new Promise<Ended>((settle, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => settle({ code, signal, at: performance.now() }));
  });
  return {
    pid: child.pid!,
    lines,
    stderr,
    async says(word) {
      const find = (): string | undefined => lines.find((line) => line.split(' ')[0] === word);
      const told = `"${word}" from ${args.slice(0, 2).join(' ')}, which said: ${[...lines, ...stderr].join(' | ').slice(-1000)}`;
      const line = await waitFor(() => told, find, PATIENCE_MS);
      return line.slice(word.length + 1);
    },
    tell: (line) => void child.stdin.write(`${line}\n`),
    signal: (name) => void child.kill(name),
    ended,
    async awaitEnd(patienceMs = PATIENCE_MS) {
      const late = new AbortController();
      const limit = setTimeout(patienceMs, undefined, { signal: late.signal }).then(() => {
        child.kill('SIGKILL');
        throw new Error(`${args.slice(0, 3).join(' ')} did not end within ${patienceMs} ms`);
      });
      return Promise.race([ended, limit]).finally(() => {
        limit.catch(() => undefined);
        late.abort();
      });
    },
  };
}

/** Starts one of the lab's own programs, which are told what to do by one JSON argument. */
export function startFixture(scene: Scene, name: string, part: object): Actor {
  const command = [process.execPath, '--no-warnings', join(import.meta.dirname, 'fixtures', name), JSON.stringify(part)];
  return startActor(scene, command, { NODE_COMPILE_CACHE: COMPILED });
}

function collectLines(stream: ChildProcess['stdout']): string[] {
  const lines: string[] = [];
  createInterface({ input: stream! }).on('line', (line) => lines.push(line));
  return lines;
}
