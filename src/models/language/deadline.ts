import { HoldfastError } from '../../model/error.ts';
import type { Asked } from './explain-failure.ts';

/** Waits for work, for as long as the deadline and the caller let it; the signal it gets ends what belongs to it. */
export async function withinDeadline<T>(
  { who }: Asked,
  deadlineMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw notBegun(who);
  const { promise: over, reject } = Promise.withResolvers<never>();
  const ending = new AbortController();
  const end = (error: HoldfastError): void => {
    reject(error);
    ending.abort();
  };
  const timer = setTimeout(() => end(tooLate(who, deadlineMs)), deadlineMs);
  const abort = (): void => end(brokenOff(who));
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([over, work(ending.signal)]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** The error for a request of a caller that had left before it was sent. */
export function notBegun(who: string): HoldfastError {
  return new HoldfastError('model_failed', describeBrokenOff(who));
}

/** The error for a request that the caller ended. */
export function brokenOff(who: string): HoldfastError {
  return new HoldfastError('model_failed', describeBrokenOff(who), { usage: 'unknown' });
}

/** The error for a request that took too long. */
export function tooLate(who: string, deadlineMs: number): HoldfastError {
  return new HoldfastError(
    'model_failed',
    `${who} did not answer within ${deadlineMs / 1000} s: try again later, or set a longer deadline.`,
    { usage: 'unknown' },
  );
}

function describeBrokenOff(who: string): string {
  return `The request to ${who} was broken off: it is made again when there is time.`;
}
