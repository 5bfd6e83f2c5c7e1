import { POLITE_SIGNALS } from './polite-signals.ts';

/** Holds back the signals that ask a process to end. */
export interface Interruption extends Disposable {
  /** Aborted at the first of them: bring what runs to an end. */
  readonly signal: AbortSignal;
}

/**
 * Lets a command in the foreground finish what it has begun when it is told to end. A second signal ends it at once.
 * Disposing of it sends a signal that came to the process itself, so that whoever started it sees what ended it.
 */
export function holdInterruption(): Interruption {
  const controller = new AbortController();
  let caught: NodeJS.Signals | undefined;
  const release = (): void => {
    for (const signal of POLITE_SIGNALS) process.removeListener(signal, hold);
  };
  const hold = (signal: NodeJS.Signals): void => {
    release();
    caught = signal;
    controller.abort();
  };
  for (const signal of POLITE_SIGNALS) process.on(signal, hold);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      release();
      if (caught !== undefined) process.kill(process.pid, caught);
    },
  };
}
