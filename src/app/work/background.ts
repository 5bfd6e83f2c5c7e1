import { isBusy } from '../../model/error.ts';
import type { Log } from '../../ports/log.ts';

/** Work in steps. */
export type Task = () => AsyncGenerator<unknown, void>;

/** Tasks that go on a step at a time, when whoever holds them has nothing better to do. */
export interface Background {
  /** One of a name that goes on already begins again when it is done. */
  add(name: string, task: Task): void;
  isWanted(): boolean;
  /** One step. A task that throws is logged and dropped; one that met a busy database is dropped until it is asked for again. */
  step(): Promise<void>;
  stop(): Promise<void>;
}

interface Begun {
  readonly task: Task;
  readonly steps: AsyncGenerator<unknown, void>;
  /** It was asked for again since it began. */
  again: boolean;
}

/** A background without tasks. */
export function createBackground(log: Log): Background {
  const tasks = new Map<string, Begun>();
  const begin = (name: string, task: Task): void => void tasks.set(name, { task, steps: task(), again: false });
  return {
    add(name, task) {
      const begun = tasks.get(name);
      if (begun === undefined) begin(name, task);
      else begun.again = true;
    },
    isWanted: () => tasks.size > 0,
    async step() {
      const [name, begun] = tasks.entries().next().value!;
      try {
        const { done } = await begun.steps.next();
        if (!done) return;
        tasks.delete(name);
        if (begun.again) begin(name, begun.task);
      } catch (error) {
        tasks.delete(name);
        if (!isBusy(error)) log.warn(`Idle work "${name}" failed`, error);
      }
    },
    async stop() {
      for (const { steps } of tasks.values()) await steps.return();
      tasks.clear();
    },
  };
}
