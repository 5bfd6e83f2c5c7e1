import { describe, expect, it } from 'vitest';
import { createGeminiModel } from '../../../src/models/language/gemini.ts';
import type { ModelAnswer } from '../../../src/ports/language-model.ts';
import { KEY, testLanguageModel } from '../../contract/language-model.ts';
import { type Dialect, startModelServer, startServer } from './model-server.ts';
import { OPENAI } from './openai-dialect.ts';

// Its errors are those of Google, in a list.
const DIALECT: Dialect = {
  ...OPENAI,
  error: (code, message) => [{ error: { code, message, status: 'SOME_STATUS' } }],
};

testLanguageModel('Gemini', {
  usage: { inputTokens: 12, outputTokens: 5, cachedTokens: 2 },
  statuses: true,
  retryAfter: true,
  async open(behaviour, deadlineMs) {
    const server = await startModelServer(DIALECT, behaviour);
    return {
      model: createGeminiModel({ model: 'gemini-2.5-flash', key: KEY, url: `${server.url}/v1beta/openai`, deadlineMs }),
      asked: () => server.seen.length,
      left: () => server.connections(),
      async heard() {
        const { messages, model, max_tokens } = server.seen[0]!.body;
        return { system: messages[0].content, text: messages[1].content, model, maxOutputTokens: max_tokens };
      },
    };
  },
});

describe('Gemini', () => {
  it('has its own name in the ledger', () => {
    expect(createGeminiModel({ model: 'gemini-2.5-flash', key: KEY, deadlineMs: 1 })).toMatchObject({ provider: 'gemini' });
  });

  it('says of a wrong key that the request is wrong', async () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }];
    const error = { code: 400, message: 'API key not valid. Please pass a valid API key.', status: 'INVALID_ARGUMENT', details };
    await expect(ask(400, [{ error }])).rejects.toMatchObject({ code: 'model_denied' });
  });

  it('says of a minute and of a day that the quota is exceeded', async () => {
    const tell = (quotaId: string): unknown => [
      {
        error: {
          code: 429,
          message: 'You exceeded your current quota, please check your plan and billing details.',
          status: 'RESOURCE_EXHAUSTED',
          details: [
            { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaId }] },
            { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.5s' },
          ],
        },
      },
    ];
    const minute = ask(429, tell('GenerateRequestsPerMinutePerProjectPerModel-FreeTier'));
    await expect(minute).rejects.toMatchObject({ code: 'model_busy', retryAfterMs: 34_500 });
    await expect(ask(429, tell('GenerateRequestsPerDayPerProjectPerModel-FreeTier'))).rejects.toMatchObject({ code: 'model_spent' });
  });
});

async function ask(status: number, body: unknown): Promise<ModelAnswer> {
  const server = await startServer((response) => response.writeHead(status).end(JSON.stringify(body)));
  const model = createGeminiModel({ model: 'gemini-2.5-flash', key: KEY, url: server.url, deadlineMs: 5000 });
  const asking = { mark: crypto.randomUUID(), signal: new AbortController().signal, started: () => undefined };
  return model.complete({ system: 'Be brief.', text: 'Hello', maxOutputTokens: 100 }, asking);
}
