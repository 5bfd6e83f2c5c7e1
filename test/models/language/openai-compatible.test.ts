import { describe, expect, it, vi } from 'vitest';
import { createOpenAiModel, type OpenAiOptions } from '../../../src/models/language/openai-compatible.ts';
import type { ModelAnswer } from '../../../src/ports/language-model.ts';
import { KEY, testLanguageModel } from '../../contract/language-model.ts';
import { closedAddress } from '../embed/embedding-server.ts';
import { type ModelServer, startModelServer, startServer } from './model-server.ts';
import { OPENAI } from './openai-dialect.ts';

testLanguageModel('A server that speaks as OpenAI does', {
  usage: { inputTokens: 12, outputTokens: 5, cachedTokens: 2 },
  statuses: true,
  retryAfter: true,
  async open(behaviour, deadlineMs) {
    const server = await startModelServer(OPENAI, behaviour);
    return {
      model: createOpenAiModel({ model: 'gpt-4.1-mini', key: KEY, url: `${server.url}/v1`, deadlineMs }),
      asked: () => server.seen.length,
      left: () => server.connections(),
      async heard() {
        const { messages, model, max_tokens } = server.seen[0]!.body;
        return { system: messages[0].content, text: messages[1].content, model, maxOutputTokens: max_tokens };
      },
    };
  },
});

describe('a server that speaks as OpenAI does', () => {
  it('is asked with the key, and tells its price where it knows it', async () => {
    const server = await startServer((response) => {
      const answer = { choices: [{ message: { content: '[]' }, finish_reason: 'stop' }] };
      response.end(JSON.stringify({ ...answer, usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 9, cost: 0.25 } }));
    });
    const answer = await ask(server, { key: KEY });
    expect(answer).toMatchObject({ costUsd: 0.25, usage: { inputTokens: 5, outputTokens: 4, cachedTokens: 0 } });
    expect(server.seen[0]!.path).toBe('/v1/chat/completions');
    expect(server.seen[0]!.headers).toMatchObject({ authorization: `Bearer ${KEY}` });
  });

  it('is asked without a key where there is none, and not led elsewhere by the environment', async () => {
    const trap = await startModelServer(OPENAI, { does: 'answers', text: '[]' });
    const server = await startModelServer(OPENAI, { does: 'answers', text: '[]' });
    const variables = {
      OPENAI_BASE_URL: trap.url,
      OPENAI_API_KEY: 'sk-of-the-environment',
      OPENAI_ADMIN_KEY: 'sk-of-the-environment',
      OPENAI_ORG_ID: 'org-of-the-environment',
      OPENAI_PROJECT_ID: 'project-of-the-environment',
      OPENAI_CUSTOM_HEADERS: 'x-leak: yes\nauthorization: Bearer leak',
      OPENAI_LOG: 'debug',
    };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const logs = ['debug', 'info', 'log', 'warn', 'error'].map((level) => vi.spyOn(console, level as 'log'));
    const answer = await ask(server).finally(() => vi.unstubAllEnvs());
    expect(answer).not.toHaveProperty('costUsd');
    expect(trap.seen).toEqual([]);
    expect(logs.flatMap(({ mock }) => mock.calls)).toEqual([]);
    vi.restoreAllMocks();
    expect(JSON.stringify(server.seen[0]!.headers)).not.toMatch(/environment|leak|authorization|stainless|organization/i);
  });

  it.each([
    [{ error: { code: 429, message: 'Details' } }, 'model_busy'],
    [{ choices: [{ error: { code: 502, message: 'Details' }, finish_reason: 'error', message: { content: '' } }] }, 'model_busy'],
    [{ error: { code: 'model_not_found', message: 'Details' } }, 'model_denied'],
    [{ error: 'out of memory' }, 'model_failed'],
    [{ choices: [{ message: { content: null, refusal: 'No.' }, finish_reason: 'stop' }] }, 'model_failed'],
    [{ choices: [{ message: { content: [1] } }] }, 'model_failed'],
    [{ choices: [] }, 'model_failed'],
    [null, 'model_failed'],
  ])('may fail with status 200: %j', async (body, code) => {
    const server = await startServer((response) => response.end(JSON.stringify(body)));
    await expect(ask(server)).rejects.toMatchObject({ code });
  });

  it('tells when to ask again in milliseconds, and before all else', async () => {
    const server = await startServer((response) => response.writeHead(503, { 'retry-after-ms': '1500', 'retry-after': '9' }).end());
    await expect(ask(server)).rejects.toMatchObject({ code: 'model_busy', retryAfterMs: 1500 });
  });

  it('is given up at its deadline also where it stops in the middle', async () => {
    const server = await startServer((response) => void response.write('{"choices": [{"message"'));
    await expect(ask(server, { deadlineMs: 200 })).rejects.toThrow(/did not answer within 0\.2 s/);
    await expect.poll(() => server.connections(), { timeout: 1000, interval: 10 }).toBe(0);
  });

  it('keeps its status where its error is cut off', async () => {
    const server = await startServer((response) => {
      response.writeHead(401, { 'content-length': '1000' });
      response.write('{"error":', () => response.destroy());
    });
    await expect(ask(server)).rejects.toMatchObject({ code: 'model_denied' });
  });

  it('does not take its key to where it is redirected', async () => {
    const trap = await startModelServer(OPENAI, { does: 'answers', text: '[]' });
    const server = await startServer((response) => response.writeHead(308, { location: `${trap.url}/v1/chat/completions` }).end());
    await expect(ask(server, { key: KEY })).rejects.toMatchObject({ code: 'model_failed' });
    expect(trap.seen).toEqual([]);
  });

  it('that is not there is an error that says so', async () => {
    const url = await closedAddress();
    await expect(ask({ url })).rejects.toMatchObject({
      code: 'model_busy',
      retryAfterMs: undefined,
      usage: undefined,
      message: `${url} cannot be reached (ECONNREFUSED): check its address and the network.`,
    });
    await expect(ask({ url: 'http://nowhere.invalid' })).rejects.toMatchObject({ code: 'model_busy', usage: undefined });
  });

  it('that hangs up before it answers is asked again later, and may have taken something', async () => {
    const server = await startServer((response) => void response.destroy());
    await expect(ask(server)).rejects.toMatchObject({ code: 'model_busy', usage: 'unknown' });
  });

  it('may tell what an error took', async () => {
    const usage = { prompt_tokens: 5, completion_tokens: 2, cost: 0.25 };
    const server = await startServer((response) => response.end(JSON.stringify({ error: { code: 500, message: 'Details' }, usage })));
    const spent = { usage: { inputTokens: 5, outputTokens: 2, cachedTokens: 0 }, costUsd: 0.25 };
    await expect(ask(server)).rejects.toMatchObject({ code: 'model_failed', ...spent });
  });
});

function ask({ url }: Pick<ModelServer, 'url'>, options: Partial<OpenAiOptions> = {}): Promise<ModelAnswer> {
  const model = createOpenAiModel({ model: 'llama', url: `${url}/v1/`, deadlineMs: 5000, ...options });
  const asking = { mark: crypto.randomUUID(), signal: new AbortController().signal, started: () => undefined };
  return model.complete({ system: '', text: 'Hello', maxOutputTokens: 100 }, asking);
}
