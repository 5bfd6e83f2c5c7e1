import type { Event } from './event.ts';
import type { Memory } from './memory.ts';

/** A memory with what it rests on, as it was recorded. */
export interface Evidence {
  readonly memory: Memory;
  /** The events that are still there, oldest first. */
  readonly events: readonly Event[];
  /** How many there were. */
  readonly total: number;
}
