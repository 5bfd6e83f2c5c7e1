import type { Turn } from '../model/event.ts';
import type { Memory, MemoryDraft } from '../model/memory.ts';

/** What a distiller may know beside the turn itself. */
export interface DistillContext {
  /** Root of the working tree; paths below it are written relative to it. */
  readonly root: string;
}

/** Makes memories of a turn. Returns few; none where nothing is worth keeping. */
export interface Distiller {
  readonly name: string;
  distill(turn: Turn, context: DistillContext): Promise<readonly MemoryDraft[]>;
  /** The memory of a whole session, from its memories in the order of its turns. `undefined`: nothing worth keeping. */
  summarise(memories: readonly Memory[]): Promise<MemoryDraft | undefined>;
}
