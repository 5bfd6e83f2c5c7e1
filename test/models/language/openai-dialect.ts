import type { Dialect } from './model-server.ts';

/** Chat completions, as OpenAI writes them. */
export const OPENAI: Dialect = {
  answer: (content, { cut, refused, usage }) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: refused ? 'content_filter' : cut ? 'length' : 'stop' }],
    ...(usage ? { usage: { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17, prompt_tokens_details: { cached_tokens: 2 } } } : {}),
  }),
  error: (_status, why) => ({ error: { message: why, type: 'some_error', code: why === 'insufficient_quota' ? why : null } }),
};
