import * as z from 'zod/mini';
import type { ModelLimits } from './model/model-limits.ts';

/** US dollars per million tokens, by model: input, output, and of the input what came from a cache. */
export type ModelPrices = Readonly<Record<string, readonly [input: number, output: number, cached: number]>>;

/** What models may take, and what they cost. */
export interface Budget {
  readonly modelLimits: ModelLimits;
  readonly modelPrices: ModelPrices;
}

type LimitSetting = `model${Capitalize<keyof ModelLimits>}`;
type BudgetSettings = Readonly<Record<LimitSetting, number>> & Pick<Budget, 'modelPrices'>;
type Schema<T> = z.ZodMiniDefault<z.ZodMiniType<T, unknown>>;

const MOST_TOKENS = 1_000_000_000;
const MOST_USD = 1_000_000;

/** The settings of the budget; a limit of 0 is none. */
export const budgetSettings: Readonly<Record<LimitSetting, Schema<number>>> & { readonly modelPrices: Schema<ModelPrices> } = {
  modelTokensPerHour: z._default(tokens(), 0),
  modelTokensPerDay: z._default(tokens(), 1_000_000),
  modelTokensPerProject: z._default(tokens(), 0),
  modelUsdPerHour: z._default(usd(), 0),
  modelUsdPerDay: z._default(usd(), 0),
  modelUsdPerProject: z._default(usd(), 0),
  modelPrices: z._default(prices(), {}),
};

/** A number, or a text that is one. Nothing else: coercion takes `null`, `""` and `[]` for 0, which may mean no limit. */
export function numeric(error: string, ...checks: readonly z.core.$ZodCheck<number>[]): z.ZodMiniType<number, unknown> {
  const text = z.string(error).check(z.refine(isNumeric, error));
  return z.pipe(z.pipe(z.union([z.number(error), text], error), z.transform(Number)), z.number(error).check(...checks));
}

/** Takes the settings of the budget together. */
export function foldBudget<T extends BudgetSettings>(settings: T): Omit<T, LimitSetting> & Budget {
  const {
    modelTokensPerHour: tokensPerHour,
    modelTokensPerDay: tokensPerDay,
    modelTokensPerProject: tokensPerProject,
    modelUsdPerHour: usdPerHour,
    modelUsdPerDay: usdPerDay,
    modelUsdPerProject: usdPerProject,
    ...rest
  } = settings;
  return { ...rest, modelLimits: { tokensPerHour, tokensPerDay, tokensPerProject, usdPerHour, usdPerDay, usdPerProject } };
}

function tokens(): z.ZodMiniType<number, unknown> {
  const error = `has to be a whole number of tokens from 0 to ${MOST_TOKENS}`;
  return numeric(error, z.int(error), z.gte(0, error), z.lte(MOST_TOKENS, error));
}

function isNumeric(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

function usd(): z.ZodMiniType<number, unknown> {
  const error = `has to be a number of US dollars from 0 to ${MOST_USD}`;
  return numeric(error, z.gte(0, error), z.lte(MOST_USD, error));
}

function prices(): z.ZodMiniType<ModelPrices, unknown> {
  const error = 'has to be an object of prices: model name to [input, output, cached] in US dollars per million tokens';
  const price = z.number(error).check(z.gte(0, error), z.lte(MOST_USD, error));
  return z.record(z.string(error), z.tuple([price, price, price], error), error);
}
