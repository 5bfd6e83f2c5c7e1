import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { killTree } from './kill-tree.ts';

/** A program to start. */
export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** After this it is killed, with its group. */
  readonly deadlineMs: number;
}

/** A child that is talked to in lines. Disposing of it ends it. */
export interface Child extends AsyncDisposable {
  readonly pid: number;
  send(line: string): void;
  /** The next line it prints; undefined when it ended. */
  next(): Promise<string | undefined>;
  /** Ends its stdin and waits for it. Resolves to the exit status (null: killed) and how long it took, in milliseconds. */
  end(): Promise<{ readonly code: number | null; readonly ms: number }>;
}

/**
 * Starts a child in a process group of its own, with its stdin as the tether: when this process dies, the child's stdin
 * ends, and a child of ours leaves at that. Rejects when it cannot be started.
 */
export async function startChild({ command, args, env, deadlineMs }: ChildOptions): Promise<Child> {
  const child = spawn(command, args, { env: { ...env }, stdio: ['pipe', 'pipe', 'ignore'], detached: process.platform !== 'win32' });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  const pid = child.pid!;
  const deadline = setTimeout(() => killTree(pid, 'SIGKILL'), deadlineMs);
  void ended.then(() => clearTimeout(deadline));
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const end = async (): Promise<{ code: number | null; ms: number }> => {
    const start = performance.now();
    child.stdin.end();
    return { code: await ended, ms: performance.now() - start };
  };
  return {
    pid,
    send: (line) => void child.stdin.write(`${line}\n`),
    next: async () => (await lines.next()).value,
    end,
    async [Symbol.asyncDispose]() {
      await end();
    },
  };
}
