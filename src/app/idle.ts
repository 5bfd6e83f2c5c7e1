import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Log } from '../ports/log.ts';

/** Work in slices: each step of a task is short, and between two steps everything that has arrived is answered first. */
export interface Idle {
  /** Queues a task unless one of that name waits already. It starts after `delayMs`. */
  add(name: string, task: () => AsyncGenerator<unknown, void>, delayMs?: number): void;
  /** Resolves when nothing is queued or running, or after `timeoutMs`. */
  settled(timeoutMs: number): Promise<void>;
  /** Lets the running step finish and starts no other. */
  stop(): Promise<void>;
}

/** A queue of tasks that one loop works off. A task that throws is logged and dropped. */
export function createIdle(log: Log): Idle {
  const queue = new Map<string, { task: () => AsyncGenerator<unknown, void>; notBefore: number }>();
  let running: Promise<void> | undefined;
  const stopping = new AbortController();

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted && queue.size > 0) {
      const [name, { task, notBefore }] = queue.entries().next().value!;
      const wait = notBefore - performance.now();
      if (wait > 0) await setTimeout(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      // Who added it is answered first.
      await setImmediate();
      if (stopping.signal.aborted) break;
      queue.delete(name);
      await work(name, task);
    }
    // Here and not when the promise has settled: what is added in between would never start.
    running = undefined;
  }

  async function work(name: string, task: () => AsyncGenerator<unknown, void>): Promise<void> {
    try {
      for await (const _ of task()) {
        if (stopping.signal.aborted) return;
        await setImmediate();
      }
    } catch (error) {
      log.warn(`Idle work "${name}" failed`, error);
    }
  }

  return {
    add(name, task, delayMs = 0) {
      if (stopping.signal.aborted || queue.has(name)) return;
      queue.set(name, { task, notBefore: performance.now() + delayMs });
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
