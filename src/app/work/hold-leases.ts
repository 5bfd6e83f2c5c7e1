import type { Job } from '../../ports/jobs.ts';
import type { Ports } from '../ports.ts';
import { MODEL_LEASE_MS } from './reap-children.ts';

const HEARTBEAT_MS = MODEL_LEASE_MS / 3;

/**
 * Renews leases while a model is asked, and gives them up the moment that is broken off: this process may be about to leave.
 * The signal it hands on is also aborted when one of them is lost: then the others are given back, and nothing came of it.
 */
export async function holdLeases<T>(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  jobs: readonly Job[],
  signal: AbortSignal,
  work: (held: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const lost = new AbortController();
  const renew = (job: Job): Promise<void> =>
    store.renew(job, clock() + MODEL_LEASE_MS).then(
      (held) => (held ? undefined : lost.abort()),
      () => undefined,
    );
  const beat = setInterval(() => jobs.forEach((job) => void renew(job)), HEARTBEAT_MS).unref();
  const giveBack = (): void => jobs.forEach((job) => void store.giveBack(job, clock()).catch(() => undefined));
  if (signal.aborted) giveBack();
  signal.addEventListener('abort', giveBack, { once: true });
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } catch (error) {
    if (!lost.signal.aborted || signal.aborted) throw error;
    giveBack();
    return undefined;
  } finally {
    clearInterval(beat);
    signal.removeEventListener('abort', giveBack);
  }
}
