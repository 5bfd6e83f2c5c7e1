import type { ModelAnswer, ModelPrompt, ModelUsage } from '../../ports/language-model.ts';
import { charge } from './charge.ts';
import { type Asked, explainProse, refused, wordless } from './explain-failure.ts';
import { estimateUsage } from './usage.ts';

/** What a provider said, in one form for all of them. */
export interface Said {
  readonly text: string;
  /** False: it was cut off at the tokens it may take. */
  readonly whole: boolean;
  readonly refused: boolean;
  readonly usage?: ModelUsage | undefined;
  readonly costUsd?: number | undefined;
}

/** The answer in what was said. Throws where that is none, with what it took: a refusal, nothing, or words that an account is empty. */
export function toAnswer(asked: Asked, prompt: ModelPrompt, said: Said): ModelAnswer {
  const { whole, costUsd } = said;
  const text = said.text.trim();
  const usage = said.usage ?? estimateUsage(prompt, text);
  if (said.refused) throw charge(refused(asked), usage, costUsd);
  if (text === '') throw charge(wordless(asked, whole), usage, costUsd);
  const failure = explainProse(asked, text);
  // No model wrote those words: they took what is told, and nothing else.
  if (failure !== undefined) throw charge(failure, said.usage, costUsd);
  return { text, whole, usage, ...(costUsd === undefined ? {} : { costUsd }) };
}
