import { describe, expect, it } from 'vitest';
import { createSamplingModel, type SamplingParams } from '../../../src/models/language/sampling.ts';
import type { ModelAnswer } from '../../../src/ports/language-model.ts';
import { type Behaviour, testLanguageModel } from '../../contract/language-model.ts';

testLanguageModel('A client that lets its model be asked', {
  usage: null,
  statuses: false,
  retryAfter: false,
  async open(behaviour, deadlineMs) {
    const seen: SamplingParams[] = [];
    let open = 0;
    const sample = async (params: SamplingParams, signal: AbortSignal): Promise<unknown> => {
      seen.push(params);
      open += 1;
      try {
        return await behave(behaviour, signal);
      } finally {
        open -= 1;
      }
    };
    return {
      model: createSamplingModel({ ask: sample, model: 'haiku', deadlineMs }),
      asked: () => seen.length,
      left: () => open,
      async heard() {
        const { systemPrompt, messages, maxTokens, modelPreferences } = seen[0]!;
        const model = modelPreferences.hints?.[0]?.name;
        return { system: systemPrompt, text: messages[0].content.text, model, maxOutputTokens: maxTokens };
      },
    };
  },
});

describe('a client that lets its model be asked', () => {
  it('tells which model it was', async () => {
    const model = createSamplingModel({ ask: async () => toResult('[]'), deadlineMs: 5000 });
    await model.complete(...request());
    expect(model).toMatchObject({ provider: 'mcp-sampling', model: 'claude-haiku-4-5' });
  });

  it('may answer in several pieces, and with more than text', async () => {
    const content = [
      { type: 'text', text: '[1,' },
      { type: 'audio', data: '' },
      { type: 'text', text: '2]' },
    ];
    expect(await ask(async () => ({ ...toResult(''), content }))).toMatchObject({ text: '[1,2]', whole: true });
  });

  it.each([
    [-1, 'User rejected sampling request', 'model_denied'],
    [-32_601, 'Method not found', 'model_denied'],
    [-32_603, 'rate limit exceeded', 'model_busy'],
    [-32_603, 'insufficient_quota', 'model_spent'],
    [-32_603, 'Internal error', 'model_failed'],
    [undefined, 'Connection closed', 'model_failed'],
  ])('may say no: %s %s', async (number, message, code) => {
    const error = Object.assign(new Error(message), number === undefined ? {} : { code: number });
    const reason: unknown = await ask(() => Promise.reject(error)).catch((caught: unknown) => caught);
    expect(reason).toMatchObject({ code });
    expect(String(reason)).not.toContain(message);
  });

  it('is given up where it does not heed the signal', async () => {
    const model = createSamplingModel({ ask: () => new Promise(() => undefined), deadlineMs: 50 });
    await expect(model.complete(...request())).rejects.toThrow(/did not answer within 0\.05 s/);
  });
});

function behave(behaviour: Behaviour, signal: AbortSignal): unknown {
  switch (behaviour.does) {
    case 'answers':
      return toResult(behaviour.text, behaviour.cut === true ? 'maxTokens' : 'endTurn');
    case 'refuses':
      return toResult('I would be happy to help, but', 'refusal');
    case 'chatters':
      return 'Sure! I would be happy to help.';
    case 'truncates':
      return { role: 'assistant', content: { type: 'text' } };
    case 'floods':
      return toResult('x'.repeat(10 * 1024 * 1024));
    case 'hangs':
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
    default:
      throw new Error('happy to help, but the connection is closed');
  }
}

function toResult(text: string, stopReason: string = 'endTurn'): object {
  return { role: 'assistant', content: { type: 'text', text }, model: 'claude-haiku-4-5', stopReason };
}

function ask(answer: () => Promise<unknown>): Promise<ModelAnswer> {
  return createSamplingModel({ ask: answer, deadlineMs: 5000 }).complete(...request());
}

function request(): Parameters<ReturnType<typeof createSamplingModel>['complete']> {
  const asking = { mark: crypto.randomUUID(), signal: new AbortController().signal, started: () => undefined };
  return [{ system: 'Be brief.', text: 'Hello', maxOutputTokens: 100 }, asking];
}
