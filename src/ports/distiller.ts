import type { Turn } from '../model/event.ts';
import type { Memory, MemoryDraft } from '../model/memory.ts';

/** What a distiller may know beside the turn itself. */
export interface DistillContext {
  /** Root of the working tree; paths below it are written relative to it. */
  readonly root: string;
  /** The closing message of the session's previous turn, cut; what a "yes" or "option 3" answers. */
  readonly before?: Words;
}

/** Words of the record, and the id of the event they are from: what is taken from them rests on it. */
export interface Words {
  readonly id: string;
  readonly text: string;
}

/** Makes memories of a turn. Returns few; none where nothing is worth keeping. */
export interface Distiller {
  readonly name: string;
  distill(turn: Turn, context: DistillContext): Promise<readonly MemoryDraft[]>;
  /** The memory of a whole session, from its memories in the order of its turns. `undefined`: nothing worth keeping. */
  summarise(memories: readonly Memory[]): Promise<MemoryDraft | undefined>;
}
