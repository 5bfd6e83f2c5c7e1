import type { ModelUsage } from '../../ports/language-model.ts';

/** US dollars for a million tokens. */
export interface Price {
  readonly inputPerMTok: number;
  readonly outputPerMTok: number;
  /** Of what went in, what came from a cache. */
  readonly cachedPerMTok: number;
}

// Input, output, cached input: list prices of the standard tier for short prompts. Checked on 2026-11-27 against copies and
// transcripts of platform.claude.com/docs/en/about-claude/pricing, developers.openai.com/api/docs/pricing and
// ai.google.dev/gemini-api/docs/pricing; those of models of this autumn are from September to November 2026, of older ones from
// when they were new. Models whose price is a promotion that ends are not here: a limit must not be kept to a price that was.
// Long prompts cost more: of Claude Haiku 5.5 five times from 100,000 tokens, of others up to twice from 200,000.
const LIST: Readonly<Record<string, readonly [number, number, number]>> = {
  'claude-fable-5': [10, 50, 1],
  'claude-fable-5-1': [10, 50, 0.25],
  'claude-opus-4': [15, 75, 1.5],
  'claude-opus-4-1': [15, 75, 1.5],
  'claude-opus-4-5': [5, 25, 0.5],
  'claude-opus-4-6': [5, 25, 0.5],
  'claude-opus-4-7': [5, 25, 0.5],
  'claude-opus-4-8': [5, 25, 0.5],
  'claude-opus-5': [5, 25, 0.5],
  'claude-opus-5-5': [4, 20, 0.2],
  'claude-sonnet-4': [3, 15, 0.3],
  'claude-sonnet-4-5': [3, 15, 0.3],
  'claude-sonnet-4-6': [3, 15, 0.3],
  'claude-sonnet-5': [2, 10, 0.2],
  'claude-sonnet-5-5': [2, 10, 0.1],
  'claude-haiku-4-5': [1, 5, 0.1],
  'claude-haiku-5-5': [0.1, 0.5, 0.01],
  'claude-3-5-haiku': [0.8, 4, 0.08],
  'claude-3-haiku': [0.25, 1.25, 0.03],
  // The claude command's own names: which model each stands for changes with its version, and the account. The dearest of those that
  // are current: of Opus not the first two, which cost three times as much.
  haiku: [1, 5, 0.1],
  sonnet: [3, 15, 0.3],
  opus: [5, 25, 0.5],
  'gpt-4o': [2.5, 10, 1.25],
  'gpt-4o-mini': [0.15, 0.6, 0.075],
  'gpt-4.1': [2, 8, 0.5],
  'gpt-4.1-mini': [0.4, 1.6, 0.1],
  'gpt-4.1-nano': [0.1, 0.4, 0.025],
  'gpt-5': [1.25, 10, 0.125],
  'gpt-5-mini': [0.25, 2, 0.025],
  'gpt-5-nano': [0.05, 0.4, 0.005],
  'gpt-5.1': [1.25, 10, 0.125],
  'gpt-5.4': [2.5, 15, 0.25],
  'gpt-5.4-mini': [0.75, 4.5, 0.075],
  'gpt-5.4-nano': [0.2, 1.25, 0.02],
  'gpt-5.5': [5, 30, 0.5],
  'gpt-5.6-luna': [0.2, 1.2, 0.02],
  'gpt-5.6-terra': [2, 12, 0.2],
  'gpt-6-astra': [10, 50, 1],
  'gpt-6-luna': [0.1, 0.5, 0.01],
  'gpt-6-sol': [2, 10, 0.2],
  'gpt-6.1-sol': [2, 10, 0.1],
  'gemini-2.5-flash': [0.3, 2.5, 0.03],
  'gemini-2.5-flash-lite': [0.1, 0.4, 0.01],
  'gemini-2.5-pro': [1.25, 10, 0.125],
  'gemini-3.1-pro': [2, 12, 0.2],
  'gemini-3.5-flash': [1.5, 9, 0.15],
};

// What may follow a known name without it being another model: gpt-5-pro costs twelve times what gpt-5 does.
const SAME_MODEL = /^(-(latest|preview|exp|thinking))*(\[1m\])?$/;

/**
 * What a model costs, by the longest known name that its own begins with; dates and a vendor before a slash do not count.
 * `undefined` where it is not known. Overrides are found by the same rule and come first; a server of one's own costs nothing
 * only where they say so.
 */
export function priceOf(model: string, overrides: Readonly<Record<string, Price>> = {}): Price | undefined {
  const name = toName(model);
  const own = findLongest(name, Object.keys(overrides));
  if (own !== undefined) return overrides[own];
  const known = findLongest(name, Object.keys(LIST));
  const [inputPerMTok, outputPerMTok, cachedPerMTok] = known === undefined ? [] : LIST[known]!;
  if (inputPerMTok === undefined || outputPerMTok === undefined || cachedPerMTok === undefined) return undefined;
  return { inputPerMTok, outputPerMTok, cachedPerMTok };
}

/** What a request cost, in US dollars. What was written into a cache counts as what was not cached. */
export function costOf({ inputTokens, outputTokens, cachedTokens }: ModelUsage, price: Price): number {
  const fresh = Math.max(0, inputTokens - cachedTokens);
  return (fresh * price.inputPerMTok + cachedTokens * price.cachedPerMTok + outputTokens * price.outputPerMTok) / 1_000_000;
}

function findLongest(name: string, known: readonly string[]): string | undefined {
  const fitting = known.filter((key) => name.startsWith(toName(key)) && SAME_MODEL.test(name.slice(toName(key).length)));
  return fitting.sort((a, b) => b.length - a.length)[0];
}

// Of Anthropic's names some write 4-5 as 4.5.
function toName(model: string): string {
  const name = model.toLowerCase().replace(/^.*\//, '').replace(/\./g, '-');
  return name.replace(/-(20\d{2}-?\d{2}-?\d{2}|\d{2}-20\d{2})(?=$|[-[])/, '');
}
