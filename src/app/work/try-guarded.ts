import type { BreakerFailure } from '../../ports/breakers.ts';
import type { Ports } from '../ports.ts';
import { type BusyPatience, whenFree } from './when-free.ts';

/** What is tried under which breaker, on what, and how patient that is. */
export interface Guard extends Pick<BreakerFailure, 'threshold' | 'pauseMs' | 'longestMs'> {
  readonly name: string;
  /** How long a success waits for a database that others hold, before it is told. */
  readonly whileBusy?: BusyPatience;
  /** Failures at the same thing count once; absent: each counts. */
  readonly about?: string;
  readonly probeMs: number;
  /** How much more or less patient that is about a certain error; undefined: it is no fault of what was tried, and is not taken down. */
  readonly patienceFor?: (error: unknown) => Partial<Pick<BreakerFailure, 'threshold' | 'pauseMs'>> | undefined;
}

/**
 * Makes an attempt, and tells the breaker what came of it; one that `signal` broke off tells nothing. Undefined: the breaker
 * is open, and nothing was tried.
 */
export async function tryGuarded<T>(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { name, probeMs, patienceFor, whileBusy, ...patience }: Guard,
  attempt: () => Promise<T>,
  signal?: AbortSignal,
): Promise<{ readonly value: T } | undefined> {
  if (!(await store.admit(name, clock(), probeMs))) return undefined;
  try {
    const value = await attempt();
    await whenFree(() => store.report(name, clock(), { ok: true }), signal, whileBusy);
    return { value };
  } catch (error) {
    const own = patienceFor === undefined ? {} : patienceFor(error);
    if (signal?.aborted || own === undefined) await store.release(name, clock());
    else await store.report(name, clock(), { ok: false, error: describeFailure(error), ...patience, ...own });
    throw error;
  }
}

/** What an error says, short enough to be kept. */
export function describeFailure(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, LONGEST);
}

const LONGEST = 500;
