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

// Some 340 tokens a memory, and a batch holds at most eight memories: that is 2,700, and some for what a model thinks.
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
        // It would be cut off again.
        if (!answer.whole)
          throw new HoldfastError('model_failed', `${name} could not be understood: its answer was cut off. Try another model.`);
        text = writeRepair(answer.text);
      }
      throw new HoldfastError(
        'model_failed',
        `${name} did not answer with JSON of the form {"memories": [...]}, not even when asked again. Try another model.`,
      );
    },
  };
}

type Taken = Pick<ModelAnswer, 'usage' | 'costUsd'>;

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
    await request.spent({ ...describe(model, readTaken(error, most.inputTokens), price), outcome });
    throw error;
  }
}

// Where nobody knows, what went in counts: it was sent.
function readTaken(error: unknown, inputTokens: number): Taken {
  const { usage, costUsd } = error instanceof HoldfastError ? error : {};
  if (usage === undefined) return { usage: NOTHING, ...(costUsd === undefined ? {} : { costUsd }) };
  return { usage: usage === 'unknown' ? { ...NOTHING, inputTokens } : usage, ...(costUsd === undefined ? {} : { costUsd }) };
}

function describe({ provider, model }: LanguageModel, { usage, costUsd }: Taken, price: Asked['price']): Omit<ModelCall, 'outcome'> {
  const cost = costUsd ?? price(usage);
  return { provider, model, ...usage, ...(cost === undefined ? {} : { costUsd: cost }) };
}
