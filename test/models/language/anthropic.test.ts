import { describe, expect, it, vi } from 'vitest';
import { createAnthropicModel } from '../../../src/models/language/anthropic.ts';
import type { LanguageModel, ModelAnswer } from '../../../src/ports/language-model.ts';
import { KEY, testLanguageModel } from '../../contract/language-model.ts';
import { type Dialect, startModelServer, startServer } from './model-server.ts';

const DIALECT: Dialect = {
  answer: (text, { cut, refused, usage }) => ({
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-haiku-4-5',
    content: [
      { type: 'thinking', thinking: 'Hm.', signature: 's' },
      { type: 'text', text },
    ],
    stop_reason: refused ? 'refusal' : cut ? 'max_tokens' : 'end_turn',
    ...(usage ? { usage: { input_tokens: 7, cache_creation_input_tokens: 3, cache_read_input_tokens: 2, output_tokens: 5 } } : {}),
  }),
  error: (status, message) => ({ type: 'error', error: { type: status === 529 ? 'overloaded_error' : 'api_error', message } }),
};

testLanguageModel('Anthropic', {
  usage: { inputTokens: 12, outputTokens: 5, cachedTokens: 2 },
  statuses: true,
  retryAfter: true,
  async open(behaviour, deadlineMs) {
    const server = await startModelServer(DIALECT, behaviour);
    return {
      model: createAnthropicModel({ model: 'claude-haiku-4-5', key: KEY, url: server.url, deadlineMs }),
      asked: () => server.seen.length,
      left: () => server.connections(),
      async heard() {
        const { system, messages, model, max_tokens } = server.seen[0]!.body;
        return { system: system[0].text, text: messages[0].content, model, maxOutputTokens: max_tokens };
      },
    };
  },
});

describe('Anthropic', () => {
  it('is asked by key, and to keep the system prompt', async () => {
    const server = await startModelServer(DIALECT, { does: 'answers', text: '[]' });
    await ask(createAnthropicModel({ model: 'claude-haiku-4-5', key: KEY, url: `${server.url}/v1/`, deadlineMs: 5000 }));
    const [{ path, headers, body }] = server.seen as [(typeof server.seen)[0]];
    expect(path).toBe('/v1/messages');
    expect(headers).toMatchObject({ 'x-api-key': KEY, 'anthropic-version': '2023-06-01' });
    expect(body.system).toEqual([{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }]);
  });

  it('is asked without a system prompt where there is none', async () => {
    const server = await startModelServer(DIALECT, { does: 'answers', text: '[]' });
    await ask(createAnthropicModel({ model: 'm', key: KEY, url: server.url, deadlineMs: 5000 }), '');
    expect(server.seen[0]!.body).not.toHaveProperty('system');
  });

  it('is not led elsewhere by the environment, nor are its words written to the log', async () => {
    const trap = await startModelServer(DIALECT, { does: 'answers', text: '[]' });
    const server = await startModelServer(DIALECT, { does: 'answers', text: '[]' });
    const variables = {
      ANTHROPIC_BASE_URL: trap.url,
      ANTHROPIC_API_KEY: 'sk-of-the-environment',
      ANTHROPIC_AUTH_TOKEN: 'token-of-the-environment',
      ANTHROPIC_CUSTOM_HEADERS: 'x-leak: yes\nauthorization: Bearer leak\nx-api-key: leak',
      ANTHROPIC_LOG: 'debug',
    };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const logs = ['debug', 'info', 'log', 'warn', 'error'].map((level) => vi.spyOn(console, level as 'log'));
    await ask(createAnthropicModel({ model: 'm', key: KEY, url: server.url, deadlineMs: 5000 })).finally(() => vi.unstubAllEnvs());
    expect(trap.seen).toEqual([]);
    expect(logs.flatMap(({ mock }) => mock.calls)).toEqual([]);
    vi.restoreAllMocks();
    const headers = JSON.stringify(server.seen[0]!.headers);
    expect(headers).toContain(KEY);
    expect(headers).not.toMatch(/environment|leak|authorization|stainless/);
  });

  it('does not take its key to where it is redirected', async () => {
    const trap = await startModelServer(DIALECT, { does: 'answers', text: '[]' });
    const server = await startServer((response) => response.writeHead(307, { location: `${trap.url}/v1/messages` }).end());
    const asked = ask(createAnthropicModel({ model: 'm', key: KEY, url: server.url, deadlineMs: 5000 }));
    await expect(asked).rejects.toMatchObject({ code: 'model_failed', message: expect.stringMatching(/redirects \(status 307\)/) });
    expect(trap.seen).toEqual([]);
  });

  it('gets no key unencrypted, and is not asked without one', async () => {
    const open = createAnthropicModel({ model: 'm', key: KEY, url: 'http://models.example', deadlineMs: 5000 });
    await expect(ask(open)).rejects.toMatchObject({ code: 'model_denied', message: expect.stringMatching(/unencrypted/) });
    await expect(ask(createAnthropicModel({ model: 'm', key: '', deadlineMs: 5000 }))).rejects.toMatchObject({ code: 'model_denied' });
  });

  it('is not made for an address that is none', () => {
    expect(() => createAnthropicModel({ model: 'm', key: KEY, url: 'file:///etc', deadlineMs: 1 })).toThrow(/https:/);
  });

  it('is a model that failed where all tokens went into thinking', async () => {
    const server = await startModelServer(DIALECT, { does: 'answers', text: '', cut: true });
    const asked = ask(createAnthropicModel({ model: 'm', key: KEY, url: server.url, deadlineMs: 5000 }));
    await expect(asked).rejects.toThrow(/no tokens left/);
  });
});

function ask(model: LanguageModel, system: string = 'Be brief.'): Promise<ModelAnswer> {
  const asking = { mark: crypto.randomUUID(), signal: new AbortController().signal, started: () => undefined };
  return model.complete({ system, text: 'Hello', maxOutputTokens: 100 }, asking);
}
