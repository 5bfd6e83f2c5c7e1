/** A breaker as `status` shows it. Times in milliseconds since the epoch. */
export interface Breaker {
  readonly name: string;
  /**
   * `open`: nothing is tried until `openUntil`; then one attempt is let through as a probe (`probing`), and the next one when
   * that has not reported by `openUntil`.
   */
  readonly state: 'closed' | 'open' | 'probing';
  /** In a row. */
  readonly failures: number;
  readonly openUntil: number;
  /** Of the last failure; empty while closed. */
  readonly error: string;
}

/** Circuit breakers, shared by all processes on this machine: what keeps failing is left alone for a while. */
export interface Breakers {
  /**
   * Whether `name` may be tried at `at`. When an open one's time is up, the first caller is let through to probe; the others
   * are refused until it has reported or `probeMs` have passed. A clock that was set back keeps none open beyond `longestMs`.
   */
  admit(name: string, at: number, probeMs: number): Promise<boolean>;
  /** What came of an attempt: success closes the breaker, `threshold` failures in a row or a failed probe open it. */
  report(name: string, at: number, outcome: { readonly ok: true } | BreakerFailure): Promise<void>;
  /** Takes back a probe that told nothing: the next caller may make one. */
  release(name: string, at: number): Promise<void>;
  breakers(): Promise<readonly Breaker[]>;
}

/** A failed attempt. */
export interface BreakerFailure {
  readonly ok: false;
  readonly error: string;
  /** What it was tried on: failures in a row at the same thing count once, so that one bad apple opens nothing. */
  readonly about?: string;
  /** Failures in a row that open the breaker. */
  readonly threshold: number;
  /** How long it stays open: doubled with each failed probe, at most `longestMs`. */
  readonly pauseMs: number;
  readonly longestMs: number;
}
