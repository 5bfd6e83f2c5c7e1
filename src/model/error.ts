/** What can go wrong in a way that a caller or a user can act on. */
export type ErrorCode =
  | 'usage'
  | 'config'
  | 'download_failed'
  | 'embed_failed'
  | 'model_failed'
  | 'node_too_old'
  | 'store_busy'
  | 'store_corrupt'
  | 'store_full'
  | 'store_newer'
  | 'store_read_only'
  | 'store_unavailable'
  | 'not_found'
  | 'unsupported';

/** The one error Holdfast throws. `message` says what happened and what to do next; `cause` keeps the origin. */
export class HoldfastError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'HoldfastError';
    this.code = code;
  }
}

/** Whether the database was held by others: nothing was written, and the same may work a moment later. */
export function isBusy(error: unknown): boolean {
  return error instanceof HoldfastError && error.code === 'store_busy';
}
