import { version } from '../../version.ts';
import type { Ports } from '../ports.ts';

// A few milliseconds of work.
const ROWS = 20;

/**
 * Takes out of what was stored, by an earlier version or by one that still runs, what the rules of this one would not have let pass.
 * In small steps; nothing is loaded while there is nothing new. Returns whether there was.
 */
export async function* redactStored({ store, privacy }: Pick<Ports, 'store' | 'privacy'>): AsyncGenerator<void, boolean> {
  if (await store.isRedacted(version)) return false;
  const redactor = { rules: version, ...(await privacy.rules()) };
  while ((await store.redactStored(redactor, ROWS)) > 0) yield;
  return true;
}
