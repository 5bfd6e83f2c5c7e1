import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { guard, TETHER_FD } from './guard.ts';
import { identify } from './identity.ts';
import { killMarked } from './kill-marked.ts';
import { killTree } from './kill-tree.ts';
import { collect, collectTail } from './output.ts';
import { processes } from './processes.ts';

/** A program to run to its end. */
export interface RunOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** The whole environment: nothing is inherited. See `selectEnvironment`. */
  readonly env: Readonly<Record<string, string>>;
  /** All of its stdin, which then ends. */
  readonly input: string;
  /** Random: in the environment of all that the program starts. */
  readonly mark: string;
  readonly deadlineMs: number;
  /** Between the polite signal and the kill. */
  readonly graceMs?: number;
  /** Of stdout; more than that ends the program. */
  readonly maxOutputBytes: number;
  /** Aborted: the program is ended, with the polite signal sent before `abort` returns. */
  readonly signal?: AbortSignal;
  /** Called once it has started; with its identity, where the system tells. */
  readonly started?: (identity: string | undefined) => void;
}

/** What came of a program. */
export interface Ran {
  /** Why it ended: by itself, or what made us end it. */
  readonly ended: 'itself' | 'deadline' | 'too-much-output' | 'aborted';
  /** Null where a signal ended it. 127: there is no such program. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  /** Its last 4 KB. */
  readonly stderr: string;
}

const IS_WINDOWS = process.platform === 'win32';
const GRACE_MS = 300;
const STDERR_BYTES = 4096;
// A killed process is reaped in milliseconds; one in an uninterruptible wait may never be, and we do not wait with it.
const PATIENCE_MS = 2000;

/**
 * Runs one program in a process group of its own, under a guard that ends it when this process dies. When the promise
 * settles, nothing that the program started is left, unless the kernel does not let go of it. Rejects where not even the guard can be started.
 */
export async function run(options: RunOptions): Promise<Ran> {
  if (options.signal?.aborted === true) return NEVER_BEGAN;
  const { child, exit, closed } = await start(options);
  const identity = identify(child.pid!);
  options.started?.(identity);
  const { promise: cause, resolve: end } = Promise.withResolvers<Ran['ended']>();
  const stdout = collect(child.stdout!, options.maxOutputBytes, () => end('too-much-output'));
  const stderr = collectTail(child.stderr!, STDERR_BYTES);
  child.stdin!.end(options.input);
  void exit.then(() => end('itself'));
  const ended = await endedBy(options, child, cause, end);
  const status = ended === 'itself' ? await exit : await endTree(child, exit, options);
  // The leader has just ended: a group of its id is what it left, whatever mark that wears.
  killTree(child.pid!, 'SIGKILL');
  await processes.endChild(options.mark, identity);
  await within(PATIENCE_MS, closed);
  for (const pipe of child.stdio) pipe?.destroy();
  return { ended, ...(status ?? { code: null, signal: null }), stdout: stdout(), stderr: stderr() };
}

const NEVER_BEGAN: Ran = { ended: 'aborted', code: null, signal: null, stdout: '', stderr: '' };

type Exit = Pick<Ran, 'code' | 'signal'>;

interface Started {
  readonly child: ChildProcess;
  readonly exit: Promise<Exit>;
  /** Nobody holds its pipes any more. */
  readonly closed: Promise<unknown>;
}

async function start({ cwd, env, graceMs = GRACE_MS, deadlineMs, ...options }: RunOptions): Promise<Started> {
  // The guard's own deadline counts where this process is stopped and cannot keep its own.
  const [program, args] = guard({ ...options, graceMs, deadlineMs: deadlineMs + PATIENCE_MS });
  const stdio = Array.from({ length: TETHER_FD + 1 }, () => 'pipe' as const);
  const child = spawn(program, args, { cwd, env: { ...env }, stdio, detached: !IS_WINDOWS, windowsHide: true });
  const exit = new Promise<Exit>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const closed = new Promise((resolve) => child.once('close', resolve));
  // A program that ends before it has read all of its stdin breaks the pipe.
  for (const pipe of child.stdio) pipe?.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  return { child, exit, closed };
}

async function endedBy(
  { deadlineMs, signal }: RunOptions,
  { pid }: ChildProcess,
  cause: Promise<Ran['ended']>,
  end: (cause: Ran['ended']) => void,
): Promise<Ran['ended']> {
  const deadline = setTimeout(() => end('deadline'), deadlineMs);
  // At once: this process may be about to leave.
  const abort = (): void => {
    killTree(pid!, 'SIGTERM');
    end('aborted');
  };
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted === true) abort();
  try {
    return await cause;
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener('abort', abort);
  }
}

// First the program is killed, so that the guard can look after what it started itself; then all of the group. The guard is
// in it and not waited for before it ended: its id is not another's.
async function endTree({ pid }: ChildProcess, exit: Promise<Exit>, { mark, graceMs = GRACE_MS }: RunOptions): Promise<Exit | undefined> {
  killTree(pid!, 'SIGTERM');
  const polite = await within(graceMs, exit);
  if (polite !== undefined) return polite;
  const killed = killMarked(mark) > 0 ? await within(graceMs, exit) : undefined;
  if (killed !== undefined) return killed;
  killTree(pid!, 'SIGKILL');
  return within(PATIENCE_MS, exit);
}

function within<T>(milliseconds: number, settled: Promise<T>): Promise<T | undefined> {
  return Promise.race([settled, wait(milliseconds, undefined, { ref: false })]);
}
