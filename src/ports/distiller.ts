import type { Event, Turn } from '../model/event.ts';
import type { Memory, MemoryDraft } from '../model/memory.ts';
import type { Quoted } from '../model/quoted.ts';
import type { Asking, ModelUsage } from './language-model.ts';

/** What a distiller may know beside the turn itself. */
export interface DistillContext {
  /** Root of the working tree; paths below it are written relative to it. */
  readonly root: string;
  /** The closing message of the session's previous turn, cut; what a "yes" or "option 3" answers. */
  readonly before?: Words;
  /** The last events of the turns before: who said first what is said again. */
  readonly earlier?: readonly Event[];
  /** What memories of other sessions quote: an agent that read them may say it again. */
  readonly known?: readonly Quoted[];
  /** The session is from an archive that is not this user's: nobody in it has a say here. */
  readonly imported?: boolean;
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
export type Rewording = Pick<MemoryDraft, 'slot'> &
  Partial<Pick<MemoryDraft, 'type' | 'title' | 'subtitle' | 'narrative' | 'facts' | 'concepts'>>;

/** A turn that a model is asked about, and the memories that were made of it without one. */
export interface Question {
  readonly turn: Turn;
  readonly drafts: readonly MemoryDraft[];
}

/** One call of a model, for the ledger. */
export interface ModelCall extends ModelUsage {
  readonly provider: string;
  readonly model: string;
  /** US dollars, where the provider tells. */
  readonly costUsd?: number;
  /** `answered`; `repaired`: the second answer after one that could not be read; `unreadable`; else the code of the error. */
  readonly outcome: string;
}

/** What a model distiller is told about one request. */
export interface ModelRequest extends Asking {
  /** Called before each call, with what it will take at most; `costUsd` where the price is known. Rejects with `model_budget` where that is more than there is. */
  admit(most: Pick<ModelUsage, 'inputTokens' | 'outputTokens'> & { readonly costUsd?: number | undefined }): Promise<void>;
  /** Called after each call, also after one that failed. */
  spent(call: ModelCall): Promise<void>;
}

/** Asks a model. Slow, and allowed to fail: what was distilled without it is stored already. */
export interface ModelDistiller {
  readonly name: string;
  /** So many turns it may be asked about at once. */
  readonly batch: number;
  /**
   * Better words for each question, in their order. Rejects with the errors of `LanguageModel`, with `model_budget`, and with
   * `model_failed` where the answer cannot be read; when it settles, no process of the request is left.
   */
  reword(questions: readonly Question[], request: ModelRequest): Promise<readonly (readonly Rewording[])[]>;
}
