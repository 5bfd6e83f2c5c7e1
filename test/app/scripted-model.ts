import type { MemoryDraft } from '../../src/model/memory.ts';
import type { ModelDistiller, ModelRequest, Rewording } from '../../src/ports/distiller.ts';

/** A model that answers from a script, and remembers what it was asked about. */
export interface ScriptedModel extends ModelDistiller {
  cap: number;
  batch: number;
  usesProcess: boolean;
  check(): Promise<void>;
  /** Prompt ids of the turns, in the order asked for. */
  readonly asked: string[];
  /** Answers a request. */
  answer: (drafts: readonly MemoryDraft[], request: ModelRequest) => Promise<readonly Rewording[]>;
}

export function scriptModel(): ScriptedModel {
  const model: ScriptedModel = {
    name: 'scripted-model',
    cap: 1,
    batch: 1,
    usesProcess: true,
    check: () => Promise.resolve(),
    asked: [],
    answer: async (drafts) => drafts.map(({ slot, title }) => ({ slot, title: `Better: ${title}` })),
    reword(questions, request) {
      model.asked.push(...questions.map(({ turn }) => turn.prompt));
      return Promise.all(questions.map(({ drafts }) => model.answer(drafts, request)));
    },
  };
  return model;
}
