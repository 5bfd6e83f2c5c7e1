import type { Readable, Writable } from 'node:stream';
import { POLITE_SIGNALS } from './polite-signals.ts';

/** Why a process has to leave. */
export type Ending = 'stdin-end' | 'stdout-closed' | 'parent-gone' | 'deadline' | (typeof POLITE_SIGNALS)[number];

/** What ties a process to the one that started it. */
export interface TetherOptions {
  readonly stdin: Readable;
  readonly stdout: Writable;
  /** How often the parent is looked for, for the case that somebody else holds our stdin open. */
  readonly pollMs?: number;
  /** For a process that is to live no longer than this. */
  readonly deadlineMs?: number;
}

/**
 * Calls `leave` once, as soon as the process that started us is gone or wants us gone: stdin ends or closes, stdout
 * breaks, the parent changes, a signal comes, or the time is over. After a SIGKILL of the agent only stdin tells.
 */
export function tether({ stdin, stdout, pollMs = 250, deadlineMs }: TetherOptions, leave: (ending: Ending) => void): void {
  const parent = process.ppid;
  let left = false;
  const once = (ending: Ending) => (): void => {
    if (left) return;
    left = true;
    clearInterval(poll);
    clearTimeout(deadline);
    leave(ending);
  };
  const poll = setInterval(() => {
    if (process.ppid !== parent) once('parent-gone')();
  }, pollMs);
  poll.unref();
  const deadline = deadlineMs === undefined ? undefined : setTimeout(once('deadline'), deadlineMs);
  stdin.once('end', once('stdin-end'));
  stdin.once('close', once('stdin-end'));
  stdin.on('error', once('stdin-end'));
  stdout.on('error', once('stdout-closed'));
  for (const signal of POLITE_SIGNALS) process.on(signal, once(signal));
}
