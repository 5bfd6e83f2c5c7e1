import { estimateTokens } from '../src/model/tokens.ts';
import type { LanguageModel, ModelPrompt, ModelUsage } from '../src/ports/language-model.ts';

/** A language model that answers from a script, and keeps count of what it is sent. */
export interface ScriptedLanguageModel extends LanguageModel {
  /** A row for each request, four characters a token. */
  readonly calls: readonly ModelUsage[];
}

/** `answer` gives the text of an answer. */
export function scriptLanguageModel(model: string, answer: (prompt: ModelPrompt) => string): ScriptedLanguageModel {
  const calls: ModelUsage[] = [];
  return {
    provider: 'scripted',
    model,
    calls,
    async complete(prompt) {
      const text = answer(prompt);
      const inputTokens = estimateTokens(prompt.system) + estimateTokens(prompt.text);
      const usage = { inputTokens, outputTokens: estimateTokens(text), cachedTokens: 0 };
      calls.push(usage);
      return { text, whole: true, usage };
    },
  };
}
