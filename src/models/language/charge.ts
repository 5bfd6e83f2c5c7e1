import { HoldfastError } from '../../model/error.ts';

/** The same error, with what the request took that it is of. */
export function charge(error: HoldfastError, usage: HoldfastError['usage'], costUsd?: number): HoldfastError {
  const { code, message, cause, retryAfterMs } = error;
  return new HoldfastError(code, message, { ...(cause === undefined ? {} : { cause }), retryAfterMs, usage, costUsd });
}
