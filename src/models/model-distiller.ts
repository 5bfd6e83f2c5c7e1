import { writeQuestions, writeRepair, writeSystem } from '../distill/ask/write-prompt.ts';
import { HoldfastError } from '../model/error.ts';
import { estimateTokens } from '../model/tokens.ts';
import type { ModelCall, ModelDistiller, ModelRequest } from '../ports/distiller.ts';
import type { LanguageModel, ModelAnswer, ModelUsage } from '../ports/language-model.ts';
import { parseAnswer } from './parse-answer.ts';

/** How a language model is asked for better words. */
export interface AskingOptions {
  readonly name: string;
  /** What the mode looks for; empty: nothing special. */
  readonly mode: string;
  /** The types that the work of a turn may have. */
  readonly types: readonly string[];
  readonly batch: number;
  /** US dollars for so many tokens; undefined: nobody knows. */
  readonly price?: (usage: ModelUsage) => number | undefined;
}

// Eight memories in full are some 2,000; a batch of turns has about as many.
const MOST_OUTPUT_TOKENS = 4000;
const NOTHING = { inputTokens: 0, outputTokens: 0, cachedTokens: 0 };

/** A distiller that asks a language model; once more where its answer cannot be read, and not a third time. */
export function createModelDistiller(
  model: LanguageModel,
  { name, mode, types, batch, price = () => undefined }: AskingOptions,
): ModelDistiller {
  const system = writeSystem(mode);
  return {
    name,
    batch,
    async reword(questions, request) {
      let text = writeQuestions(questions);
      for (const outcome of ['answered', 'repaired']) {
        const answer = await ask(model, { system, text }, { request, price });
        const words = parseAnswer(answer.text, questions, types);
        await request.spent({ ...describe(model, answer, price), outcome: words === undefined ? 'unreadable' : outcome });
        if (words !== undefined) return words;
        text = writeRepair(answer.text);
      }
      throw new HoldfastError(
        'model_failed',
        `${name} did not answer with JSON of the form {"memories": [...]}, not even when asked again. Try another model.`,
      );
    },
  };
}

interface Asked {
  readonly request: ModelRequest;
  readonly price: NonNullable<AskingOptions['price']>;
}

async function ask(
  model: LanguageModel,
  prompt: { readonly system: string; readonly text: string },
  { request, price }: Asked,
): Promise<ModelAnswer> {
  const most = { inputTokens: estimateTokens(prompt.system) + estimateTokens(prompt.text), outputTokens: MOST_OUTPUT_TOKENS };
  await request.admit({ ...most, costUsd: price({ ...most, cachedTokens: 0 }) });
  try {
    return await model.complete({ ...prompt, maxOutputTokens: MOST_OUTPUT_TOKENS }, request);
  } catch (error) {
    const outcome = error instanceof HoldfastError ? error.code : 'model_failed';
    await request.spent({ provider: model.provider, model: model.model, ...NOTHING, outcome });
    throw error;
  }
}

function describe({ provider, model }: LanguageModel, { usage, costUsd }: ModelAnswer, price: Asked['price']): Omit<ModelCall, 'outcome'> {
  const cost = costUsd ?? price(usage);
  return { provider, model, ...usage, ...(cost === undefined ? {} : { costUsd: cost }) };
}
