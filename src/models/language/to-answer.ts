import type { ModelAnswer, ModelPrompt, ModelUsage } from '../../ports/language-model.ts';
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

/** The answer in what was said. Throws where that is none: a refusal, nothing, or words that an account is empty. */
export function toAnswer(asked: Asked, prompt: ModelPrompt, said: Said): ModelAnswer {
  const { whole, usage, costUsd } = said;
  const text = said.text.trim();
  if (said.refused) throw refused(asked);
  if (text === '') throw wordless(asked, whole);
  const failure = explainProse(asked, text);
  if (failure !== undefined) throw failure;
  return { text, whole, usage: usage ?? estimateUsage(prompt, text), ...(costUsd === undefined ? {} : { costUsd }) };
}
