import { setImmediate, setTimeout } from 'node:timers/promises';
import { isBusy } from '../../model/error.ts';
import type { Log } from '../../ports/log.ts';
import { pauseWhileBusy } from './backoff.ts';
import { createBackground, type Task } from './background.ts';

/** Work in slices: each step of a task is short, and between two steps everything that has arrived is answered first. */
export interface Idle {
  /** Queues a task unless one of that name waits already. It starts after `delayMs`. */
  add(name: string, task: () => AsyncGenerator<unknown, void>, delayMs?: number): void;
  /** Gives a task a step whenever no other is due. One of that name that goes on already begins again when it is done. */
  addBackground(name: string, task: Task): void;
  /** Resolves when nothing is queued or running but what is in the background, or after `timeoutMs`. */
  settled(timeoutMs: number): Promise<void>;
  /** Lets the running step finish and starts no other. */
  stop(): Promise<void>;
}

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
  const background = createBackground(log);
  const calm = createCalm();
  let running: Promise<void> | undefined;
  const stopping = new AbortController();
  const pause = createPause(stopping.signal);

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted && (queue.size > 0 || background.isWanted())) {
      const next = findNext(queue);
      const wait = next === undefined ? Infinity : next[1].notBefore - performance.now();
      if (wait > 0 && !background.isWanted()) await pause.take(wait);
      // Who added it is answered first.
      else if (await mayGoOn(stopping.signal)) await (wait > 0 ? background.step() : workOff(next!));
    }
    calm.come();
    // Here and not when the promise has settled: what is added in between would never start.
    running = undefined;
  }

  async function workOff([name, { task, retries }]: [string, Waiting]): Promise<void> {
    queue.delete(name);
    try {
      await takeSteps(task, stopping.signal);
    } catch (error) {
      if (isBusy(error) && retries < RETRIES && !queue.has(name)) queue.set(name, waitLonger(task, retries, retryMs));
      else log.warn(`Idle work "${name}" failed`, error);
    }
    if (queue.size === 0) calm.come();
  }

  return {
    add(name, task, delayMs = 0) {
      if (stopping.signal.aborted || queue.has(name)) return;
      queue.set(name, { task, notBefore: performance.now() + delayMs, retries: 0 });
      calm.end();
      pause.end();
      running ??= loop();
    },
    addBackground(name, task) {
      if (stopping.signal.aborted) return;
      background.add(name, task);
      pause.end();
      running ??= loop();
    },
    settled: (timeoutMs) => calm.settled(timeoutMs),
    async stop() {
      stopping.abort();
      queue.clear();
      await running;
      await background.stop();
    },
  };
}

async function takeSteps(task: Task, stopping: AbortSignal): Promise<void> {
  for await (const _ of task()) if (!(await mayGoOn(stopping))) return;
}

async function mayGoOn(stopping: AbortSignal): Promise<boolean> {
  if (stopping.aborted) return false;
  await setImmediate();
  return !stopping.aborted;
}

function waitLonger(task: Task, retries: number, retryMs: number): Waiting {
  return { task, notBefore: performance.now() + pauseWhileBusy(retryMs, retries), retries: retries + 1 };
}

/** Whether nothing is queued or running but what is in the background. */
interface Calm {
  come(): void;
  end(): void;
  /** Resolves when it has come, or after `timeoutMs`. */
  settled(timeoutMs: number): Promise<void>;
}

function createCalm(): Calm {
  let coming: PromiseWithResolvers<void> | undefined;
  return {
    come() {
      coming?.resolve();
      coming = undefined;
    },
    end: () => void (coming ??= Promise.withResolvers()),
    async settled(timeoutMs) {
      if (coming !== undefined) await Promise.race([coming.promise, setTimeout(timeoutMs, undefined, { ref: false })]);
    },
  };
}

/** A time to wait that ends early when there is reason to. */
interface Pause {
  take(milliseconds: number): Promise<void>;
  end(): void;
}

function createPause(stopping: AbortSignal): Pause {
  let ending = new AbortController();
  return {
    async take(milliseconds) {
      ending = new AbortController();
      await setTimeout(milliseconds, undefined, { signal: AbortSignal.any([ending.signal, stopping]) }).catch(() => undefined);
    },
    end: () => ending.abort(),
  };
}

// The first of those that are due, else the one that is due first.
function findNext(queue: ReadonlyMap<string, Waiting>): [string, Waiting] | undefined {
  const entries = [...queue];
  if (entries.length === 0) return undefined;
  const now = performance.now();
  return entries.find(([, { notBefore }]) => notBefore <= now) ?? entries.reduce((a, b) => (b[1].notBefore < a[1].notBefore ? b : a));
}
