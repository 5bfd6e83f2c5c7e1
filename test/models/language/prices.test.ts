import { describe, expect, it } from 'vitest';
import { costOf, priceOf } from '../../../src/models/language/prices.ts';

const FREE = { inputPerMTok: 0, outputPerMTok: 0, cachedPerMTok: 0 };

describe('the price of a model', () => {
  it.each([
    ['claude-haiku-4-5', 1],
    ['claude-haiku-4-5-20251001', 1],
    ['claude-haiku-5-5[1m]', 0.1],
    ['claude-3-5-haiku-latest', 0.8],
    ['claude-opus-4-20250514', 15],
    ['claude-opus-4-6', 5],
    ['anthropic/claude-sonnet-4.5', 3],
    ['gpt-4.1-mini', 0.4],
    ['gpt-4.1-mini-2025-04-14', 0.4],
    ['openai/gpt-6-luna', 0.1],
    ['GPT-5', 1.25],
    ['models/gemini-2.5-flash', 0.3],
    ['gemini-2.5-flash-lite-preview-09-2025', 0.1],
    ['gemini-3.1-pro-preview', 2],
    ['haiku', 1],
    ['sonnet[1m]', 3],
    ['opus', 5],
  ])('of %s is $%s for what goes in', (model, inputPerMTok) => {
    expect(priceOf(model)).toMatchObject({ inputPerMTok });
  });

  it.each(['', 'llama3.2', 'gpt-5-pro', 'gpt-5.2', 'gpt-4o-audio-preview', 'claude-opus-4-9', 'claude', 'constructor', 'qwen3:8b'])(
    'of %j is not known',
    (model) => {
      expect(priceOf(model)).toBeUndefined();
    },
  );

  it('is what the user says it is', () => {
    expect(priceOf('qwen3:8b', { 'qwen3:8b': FREE })).toEqual(FREE);
    expect(priceOf('gpt-5-2025-08-07', { 'gpt-5': FREE })).toEqual(FREE);
    expect(priceOf('gpt-5-mini', { 'gpt-5': FREE })).toMatchObject({ inputPerMTok: 0.25 });
  });

  it('is never more for what was cached than for what was not', () => {
    const price = priceOf('claude-opus-5-5')!;
    expect(price.cachedPerMTok).toBeLessThan(price.inputPerMTok);
  });
});

describe('the cost of a request', () => {
  it('counts what was cached apart', () => {
    const price = { inputPerMTok: 1, outputPerMTok: 5, cachedPerMTok: 0.1 };
    expect(costOf({ inputTokens: 1_000_000, outputTokens: 200_000, cachedTokens: 400_000 }, price)).toBeCloseTo(0.6 + 0.04 + 1);
    expect(costOf({ inputTokens: 10, outputTokens: 0, cachedTokens: 0 }, FREE)).toBe(0);
  });
});
