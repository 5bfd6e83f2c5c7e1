import type { MemoryStatus } from './memory.ts';

/** What a status means to a reader. */
export function describeStatus(status: MemoryStatus): string {
  return status === 'archived' ? 'waits until the user accepts it' : status;
}
