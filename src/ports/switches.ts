/** A time in which the memory was off, in milliseconds since the epoch. `to` is infinite while nobody has said when it ends. */
export interface OffTime {
  readonly from: number;
  readonly to: number;
  /** Nobody turned the session off: the memory was not allowed to see it. It ends when it is. */
  readonly automatic: boolean;
}

/** What is turned off, and when; see `OffTime`. */
export interface TurnOff {
  /** Absent: everything. */
  readonly session?: string;
  readonly from: number;
  readonly to?: number;
  readonly automatic?: boolean;
}

/** The user's switches: one for everything, and one for each session. They last, and work while the store does not. */
export interface Switches {
  /** When the memory was off, oldest first: for a session, or for everything. Quick, and never throws. */
  offTimes(session?: string): readonly OffTime[];
  /** Every process obeys at once; what is automatic makes no folder for the memory. Throws `store_unavailable`. */
  turnOff(what: TurnOff): void;
  /** Throws `store_unavailable`. */
  turnOn(what: { readonly session?: string; readonly at: number }): void;
}
