import type { ModelLimits } from '../model/model-limits.ts';
import type { Agent } from '../ports/agent.ts';
import type { Clock } from '../ports/clock.ts';
import type { Distiller, ModelDistiller } from '../ports/distiller.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { Exclusions } from '../ports/exclusions.ts';
import type { Log } from '../ports/log.ts';
import type { Processes } from '../ports/processes.ts';
import type { Spool } from '../ports/spool.ts';
import type { Store } from '../ports/store.ts';
import type { Switches } from '../ports/switches.ts';
import type { Files, Locate } from '../ports/workspace.ts';
import type { PrivateTurns } from './capture/private-turns.ts';

/** What the application works with; `wire.ts` makes the real ones. */
export interface Ports {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly locate: Locate;
  readonly files: Files;
  readonly switches: Switches;
  readonly exclusions: Exclusions;
  /** What the users of the sessions that this process has met keep private. */
  readonly privacy: PrivateTurns;
  readonly distiller: Distiller;
  /** The model the user configured; by default there is none. */
  readonly model?: ModelDistiller & {
    /** So many requests may be under way at once on this machine. */
    readonly cap: number;
    /** Whether a request starts a process. */
    readonly usesProcess: boolean;
    /** Whether it could be asked: rejects with `config` or `model_denied` where its settings are wrong or a key is missing. */
    check(): Promise<void>;
  };
  /** What models may take; absent: as much as they like. */
  readonly modelLimits?: ModelLimits;
  /** What turns texts into vectors, where the user configured it; by default nothing does. */
  readonly embedder?: Embedder;
  readonly processes: Processes;
  readonly agents: readonly Agent[];
  /** Tells this process from others in leases. */
  readonly owner: string;
}

/** What is there even while the store cannot be opened. */
export interface Surroundings extends Omit<Ports, 'store'> {
  readonly spool: Spool;
  /** Whether there is a store to open: looking must not make one. */
  storeExists(): boolean;
  /** Opens the store, once; a failed attempt is repeated by the next call. Rejects with `HoldfastError`. */
  openStore(): Promise<Store>;
}

/** The surroundings with the store open. Rejects with `HoldfastError`. */
export async function openPorts({ spool: _spool, storeExists: _exists, openStore, ...rest }: Surroundings): Promise<Ports> {
  return { ...rest, store: await openStore() };
}
