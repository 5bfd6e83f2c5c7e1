/** What can go wrong in a way that a caller or a user can act on. */
export type ErrorCode =
  | 'usage'
  | 'config'
  | 'download_failed'
  | 'embed_failed'
  | 'model_failed'
  | 'model_budget'
  | 'model_busy'
  | 'model_denied'
  | 'model_spent'
  | 'node_too_old'
  | 'store_busy'
  | 'store_corrupt'
  | 'store_full'
  | 'store_newer'
  | 'store_read_only'
  | 'store_unavailable'
  | 'not_found'
  | 'unsupported';

/** Tokens that a request to a model took which failed; `unknown`: it was sent, and nobody told. */
type FailedUsage = { readonly inputTokens: number; readonly outputTokens: number; readonly cachedTokens: number } | 'unknown';

interface ErrorOptions {
  readonly cause?: unknown;
  readonly retryAfterMs?: number | undefined;
  readonly usage?: FailedUsage | undefined;
  readonly costUsd?: number | undefined;
}

/** The one error Holdfast throws. `message` says what happened and what to do next; `cause` keeps the origin. */
export class HoldfastError extends Error {
  readonly code: ErrorCode;
  /** When it is worth another try, in milliseconds from now, where somebody said so. */
  readonly retryAfterMs: number | undefined;
  /** What a request to a model took all the same; undefined: nothing. */
  readonly usage: FailedUsage | undefined;
  /** US dollars for that, where the provider told. */
  readonly costUsd: number | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'HoldfastError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.usage = options.usage;
    this.costUsd = options.costUsd;
  }
}

/** Whether the database was held by others: nothing was written, and the same may work a moment later. */
export function isBusy(error: unknown): boolean {
  return error instanceof HoldfastError && error.code === 'store_busy';
}
