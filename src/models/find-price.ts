import type { LanguageModel, ModelUsage } from '../ports/language-model.ts';
import { costOf, priceOf } from './language/prices.ts';

/** Prices of the user's own, by the model's name: US dollars for a million tokens in, out and from a cache. */
export type OwnPrices = Readonly<Record<string, readonly [number, number, number]>>;

/** What tokens of a model cost, in US dollars; of one that is not known, undefined. */
export function findPrice({ model }: Pick<LanguageModel, 'model'>, own: OwnPrices): (usage: ModelUsage) => number | undefined {
  const overrides = Object.entries(own).map(([name, [inputPerMTok, outputPerMTok, cachedPerMTok]]) => [
    name,
    { inputPerMTok, outputPerMTok, cachedPerMTok },
  ]);
  const price = priceOf(model, Object.fromEntries(overrides));
  return (usage) => (price === undefined ? undefined : costOf(usage, price));
}
