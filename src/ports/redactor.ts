import type { Event } from '../model/event.ts';
import type { Memory } from '../model/memory.ts';

/** Takes out of what is stored what must not be, as today's rules have it. What they let pass comes back as it was. */
export interface Redactor {
  /** Tells these rules from those of another version. */
  readonly rules: string;
  event(event: Event): Event;
  memory(memory: Memory): Memory;
  /** What the reader of a transcript has to remember (`Cursor.state`). */
  state(state: string): string;
}

/** What was stored under other rules. */
export interface StoredSecrets {
  /** Whether some rules have seen all that is stored. */
  isRedacted(rules: string): Promise<boolean>;
  /**
   * Puts through a redactor what its rules have not seen: what readers have to remember, then at most `limit` further events, then
   * memories. What comes out otherwise is stored so, and the turns of such events are to be distilled and indexed anew. Returns how many
   * were looked at; 0: none is left.
   */
  redactStored(redactor: Redactor, limit: number): Promise<number>;
  /**
   * A step towards taking the bytes of what was taken out off the disk, once what was made of it has been made anew. Returns false:
   * there is nothing to do.
   */
  purgeRedacted(): Promise<boolean>;
}
