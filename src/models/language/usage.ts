import { estimateTokens } from '../../model/tokens.ts';
import type { ModelPrompt, ModelUsage } from '../../ports/language-model.ts';
import { asRecord } from '../record.ts';

/** What a request took, where nobody counts: estimated from the words. */
export function estimateUsage({ system, text }: ModelPrompt, answer: string): ModelUsage {
  return { inputTokens: estimateTokens(system) + estimateTokens(text), outputTokens: estimateTokens(answer), cachedTokens: 0 };
}

/** The most that a request may have taken: of an answer too large to be read to its end. */
export function mostUsage(prompt: ModelPrompt): ModelUsage {
  return { ...estimateUsage(prompt, ''), outputTokens: prompt.maxOutputTokens };
}

/** The usage in an answer of Anthropic's, which counts apart what the cache gave and took; `undefined` where it has none. */
export function readAnthropicUsage(usage: unknown): ModelUsage | undefined {
  const { input_tokens: fresh, cache_read_input_tokens: read, cache_creation_input_tokens: written, output_tokens: out } = asRecord(usage);
  if (!isCount(fresh) || !isCount(out)) return undefined;
  return { inputTokens: fresh + toCount(read) + toCount(written), outputTokens: out, cachedTokens: toCount(read) };
}

/** The usage in an answer of OpenAI's and those that speak as it does; `undefined` where it has none. */
export function readOpenAiUsage(usage: unknown): ModelUsage | undefined {
  const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total, prompt_tokens_details: details } = asRecord(usage);
  if (!isCount(prompt) || !isCount(completion)) return undefined;
  // Gemini counts its thoughts in the total only.
  const outputTokens = Math.max(completion, toCount(total) - prompt);
  return { inputTokens: prompt, outputTokens, cachedTokens: toCount(asRecord(details)['cached_tokens']) };
}

/** An amount of money in somebody else's JSON; `undefined` where it is none. */
export function readCost(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function toCount(value: unknown): number {
  return isCount(value) ? value : 0;
}
