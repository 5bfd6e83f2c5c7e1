import { describe, expect, it } from 'vitest';
import { HoldfastError } from '../../src/model/error.ts';
import { estimateTokens } from '../../src/model/tokens.ts';
import { createModelDistiller } from '../../src/models/model-distiller.ts';
import type { ModelCall, ModelRequest, Rewording } from '../../src/ports/distiller.ts';
import type { LanguageModel, ModelAnswer, ModelPrompt } from '../../src/ports/language-model.ts';
import { sampleDraft, sampleEvent } from '../samples.ts';

const GOOD = '{"memories": [{"slot": "work", "title": "Better", "type": "feature"}]}';
const USAGE = { inputTokens: 700, outputTokens: 20, cachedTokens: 500 };

describe('a distiller that asks a language model', () => {
  it('gives better words, and tells what it took', async () => {
    const scene = script(GOOD);
    expect(await scene.ask()).toEqual([{ slot: 'work', title: 'Better', type: 'feature' }]);
    expect(scene.calls).toEqual([{ provider: 'fake', model: 'one', ...USAGE, costUsd: 0.01, outcome: 'answered' }]);
    expect(scene.prompts[0]!.system).toMatch(/^Look for zebras\.\n\n/);
    expect(scene.prompts[0]!.text).toContain('Why is it slow?');
  });

  it('says the same first to every turn, so that a provider can keep it', async () => {
    const scene = script(GOOD, GOOD);
    await scene.ask();
    await scene.ask();
    expect(scene.prompts[0]!.system).toBe(scene.prompts[1]!.system);
  });

  it.each(['Sure! Here you are:', GOOD.slice(0, 40), '', '<memories/>'])('asks once more about %j, with that alone', async (answer) => {
    const scene = script(answer, GOOD);
    expect(await scene.ask()).toMatchObject([{ title: 'Better' }]);
    expect(scene.calls.map(({ outcome }) => outcome)).toEqual(['unreadable', 'repaired']);
    expect(JSON.parse(scene.prompts[1]!.text)).toMatchObject({ answer });
    expect(scene.prompts[1]!.text).not.toContain('Why is it slow?');
  });

  it('does not ask a third time', async () => {
    const scene = script('no', 'no', GOOD);
    await expect(scene.ask()).rejects.toMatchObject({
      code: 'model_failed',
      message: expect.stringContaining('not even when asked again'),
    });
    expect(scene.prompts).toHaveLength(2);
  });

  it('asks nothing that is not admitted, and says before how much it may take', async () => {
    const scene = script(GOOD);
    const most: unknown[] = [];
    const admit = async (take: unknown): Promise<void> => {
      most.push(take);
      throw new HoldfastError('model_budget', 'used up');
    };
    await expect(scene.ask({ admit })).rejects.toMatchObject({ code: 'model_budget' });
    expect(scene.prompts).toEqual([]);
    expect(most).toEqual([{ inputTokens: expect.any(Number), outputTokens: 4000, costUsd: undefined }]);
  });

  it('tells of a call that failed, too', async () => {
    const scene = script(new HoldfastError('model_busy', 'later', { retryAfterMs: 5 }));
    await expect(scene.ask()).rejects.toMatchObject({ code: 'model_busy', retryAfterMs: 5 });
    expect(scene.calls).toMatchObject([{ outcome: 'model_busy', inputTokens: 0 }]);
  });

  it('counts what a call took that failed', async () => {
    const scene = script(new HoldfastError('model_failed', 'refused', { usage: USAGE, costUsd: 0.02 }));
    await expect(scene.ask()).rejects.toMatchObject({ code: 'model_failed' });
    expect(scene.calls).toEqual([{ provider: 'fake', model: 'one', ...USAGE, costUsd: 0.02, outcome: 'model_failed' }]);
  });

  it('counts what went in where nobody knows what a call took', async () => {
    const scene = script(new HoldfastError('model_failed', 'too late', { usage: 'unknown' }));
    await expect(scene.ask()).rejects.toMatchObject({ code: 'model_failed' });
    const [{ system, text }] = scene.prompts as [ModelPrompt];
    const inputTokens = estimateTokens(system) + estimateTokens(text);
    const usage = { inputTokens, outputTokens: 0, cachedTokens: 0 };
    expect(scene.calls).toEqual([{ provider: 'fake', model: 'one', ...usage, costUsd: inputTokens / 1000, outcome: 'model_failed' }]);
  });

  it('does not ask for an answer once more that was cut off', async () => {
    const scene = script({ text: GOOD.slice(0, 40), whole: false, usage: USAGE }, GOOD);
    await expect(scene.ask()).rejects.toMatchObject({ code: 'model_failed', message: expect.stringContaining('answer was cut off') });
    expect(scene.prompts).toHaveLength(1);
    expect(scene.calls).toMatchObject([{ ...USAGE, outcome: 'unreadable' }]);
  });

  it('takes an answer that was cut off where it can be read', async () => {
    expect(await script({ text: GOOD, whole: false, usage: USAGE }).ask()).toMatchObject([{ title: 'Better' }]);
  });
});

// A thousand tokens in are a dollar, only where nothing comes out.
function price({ inputTokens, outputTokens }: ModelAnswer['usage']): number | undefined {
  return outputTokens === 0 ? inputTokens / 1000 : undefined;
}

interface Scene {
  readonly prompts: ModelPrompt[];
  readonly calls: ModelCall[];
  ask(request?: Partial<ModelRequest>): Promise<readonly Rewording[]>;
}

function script(...answers: readonly (string | Error | ModelAnswer)[]): Scene {
  const prompts: ModelPrompt[] = [];
  const calls: ModelCall[] = [];
  const model: LanguageModel = {
    provider: 'fake',
    model: 'one',
    async complete(prompt) {
      const answer = answers[prompts.length]!;
      prompts.push(prompt);
      if (answer instanceof Error) throw answer;
      return typeof answer === 'string' ? { text: answer, whole: true, usage: USAGE, costUsd: 0.01 } : answer;
    },
  };
  const distiller = createModelDistiller(model, { name: 'model:fake/one', mode: 'Look for zebras.', types: ['feature'], batch: 8, price });
  const turn = { session: 's', agent: 'test', prompt: 'p', events: [sampleEvent()] };
  const request: ModelRequest = {
    mark: 'm',
    signal: new AbortController().signal,
    started: () => undefined,
    admit: () => Promise.resolve(),
    spent: async (call) => void calls.push(call),
  };
  return {
    prompts,
    calls,
    async ask(more = {}) {
      const [words = []] = await distiller.reword([{ turn, drafts: [sampleDraft()] }], { ...request, ...more });
      return words;
    },
  };
}
