import { setImmediate, setTimeout } from 'node:timers/promises';
import { HoldfastError } from '../../model/error.ts';
import type { Log } from '../../ports/log.ts';

/** Work in slices: each step of a task is short, and between two steps everything that has arrived is answered first. */
export interface Idle {
  /** Queues a task unless one of that name waits already. It starts after `delayMs`. */
  add(name: string, task: () => AsyncGenerator<unknown, void>, delayMs?: number): void;
  /** Resolves when nothing is queued or running, or after `timeoutMs`. */
  settled(timeoutMs: number): Promise<void>;
  /** Lets the running step finish and starts no other. */
  stop(): Promise<void>;
}

type Task = () => AsyncGenerator<unknown, void>;

// What met a database that others held is tried again this often, later each time.
const RETRIES = 3;
const RETRY_MS = 2000;

interface Waiting {
  readonly task: Task;
  /** In `performance.now()` milliseconds. */
  readonly notBefore: number;
  readonly retries: number;
}

/**
 * A queue of tasks that one loop works off, those that are due in the order they were asked for. A task that throws is
 * logged and dropped, unless the database was busy: then it waits and is tried again, up to three times.
 */
export function createIdle(log: Log, retryMs: number = RETRY_MS): Idle {
  const queue = new Map<string, Waiting>();
  let running: Promise<void> | undefined;
  const stopping = new AbortController();
  const pause = createPause(stopping.signal);

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted && queue.size > 0) {
      const [name, { task, notBefore, retries }] = findNext(queue);
      const wait = notBefore - performance.now();
      // Who added it is answered first.
      if (wait <= 0) await setImmediate();
      else if (!(await pause.take(wait))) continue;
      if (stopping.signal.aborted) break;
      queue.delete(name);
      await work(name, task, retries);
    }
    // Here and not when the promise has settled: what is added in between would never start.
    running = undefined;
  }

  async function work(name: string, task: Task, retries: number): Promise<void> {
    try {
      for await (const _ of task()) {
        if (stopping.signal.aborted) return;
        await setImmediate();
      }
    } catch (error) {
      if (isBusy(error) && retries < RETRIES && !queue.has(name)) {
        const retryIn = retryMs * 2 ** retries * (1 + Math.random());
        queue.set(name, { task, notBefore: performance.now() + retryIn, retries: retries + 1 });
        return;
      }
      log.warn(`Idle work "${name}" failed`, error);
    }
  }

  return {
    add(name, task, delayMs = 0) {
      if (stopping.signal.aborted || queue.has(name)) return;
      queue.set(name, { task, notBefore: performance.now() + delayMs, retries: 0 });
      pause.end();
      running ??= loop();
    },
    async settled(timeoutMs) {
      if (running !== undefined) await Promise.race([running, setTimeout(timeoutMs, undefined, { ref: false })]);
    },
    async stop() {
      stopping.abort();
      queue.clear();
      await running;
    },
  };
}

/** A time to wait that ends early when there is reason to. */
interface Pause {
  /** False: it was ended. */
  take(milliseconds: number): Promise<boolean>;
  end(): void;
}

function createPause(stopping: AbortSignal): Pause {
  let ending = new AbortController();
  return {
    async take(milliseconds) {
      ending = new AbortController();
      return setTimeout(milliseconds, true, { signal: AbortSignal.any([ending.signal, stopping]) }).catch(() => false);
    },
    end: () => ending.abort(),
  };
}

// The first of those that are due, else the one that is due first.
function findNext(queue: ReadonlyMap<string, Waiting>): [string, Waiting] {
  const entries = [...queue];
  const now = performance.now();
  return entries.find(([, { notBefore }]) => notBefore <= now) ?? entries.reduce((a, b) => (b[1].notBefore < a[1].notBefore ? b : a));
}

function isBusy(error: unknown): boolean {
  return error instanceof HoldfastError && error.code === 'store_busy';
}
