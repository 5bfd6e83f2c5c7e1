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

/** Better words for a memory that was distilled without a model. What is left out stays as it was. */
export type Rewording = Pick<MemoryDraft, 'slot'> & Partial<Pick<MemoryDraft, 'title' | 'subtitle' | 'narrative' | 'facts' | 'concepts'>>;

/** What a model distiller is told about one request. */
export interface ModelRequest {
  /** Random; goes into the environment of a child and of all that it starts. */
  readonly mark: string;
  /** Aborted when the lease is lost or the process has to leave: a child is ended then. */
  readonly signal: AbortSignal;
  /** Called once a child has started, with what `process/identity` knows it by, where the system tells. */
  started(identity: string | undefined): void;
}

/** Asks a model. Slow, and allowed to fail: what was distilled without it is stored already. */
export interface ModelDistiller {
  readonly name: string;
  /** Rejects with `HoldfastError` `model_failed`; when it settles, no process of the request is left. */
  reword(turn: Turn, drafts: readonly MemoryDraft[], request: ModelRequest): Promise<readonly Rewording[]>;
}
