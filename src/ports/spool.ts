import type { HookCall } from './agent.ts';

/** A hook call that could not be stored yet. */
export interface Spooled {
  readonly agent: string;
  readonly call: HookCall;
}

/** Where captured events wait while the store cannot take them. Holds redacted events only. */
export interface Spool {
  /** Keeps a call. False: it could not be kept here either, e.g. the disk is full; the agent's transcript still has it. */
  put(entry: Spooled): Promise<boolean>;
  /** Hands every waiting call to `store`, oldest first, and drops it once that resolves. Stops at the first that rejects. */
  drain(store: (entry: Spooled) => Promise<void>): Promise<number>;
  /** Files and bytes waiting. */
  size(): Promise<{ readonly files: number; readonly bytes: number }>;
}
