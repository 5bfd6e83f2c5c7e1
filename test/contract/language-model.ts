import { describe, expect, it } from 'vitest';
import { HoldfastError } from '../../src/model/error.ts';
import { estimateTokens } from '../../src/model/tokens.ts';
import type { LanguageModel, ModelAnswer, ModelPrompt, ModelUsage } from '../../src/ports/language-model.ts';

/** What the other side does when it is asked. */
export type Behaviour =
  | { readonly does: 'answers'; readonly text: string; readonly cut?: boolean; readonly usage?: 'missing' }
  | { readonly does: 'fails'; readonly status: number; readonly retryAfter?: string; readonly why?: string }
  | { readonly does: 'hangs' | 'breaks-off' | 'chatters' | 'truncates' | 'refuses' | 'floods' };

/** What the other side saw of the request, in one form for all. */
export interface Heard {
  readonly system: string;
  readonly text: string;
  readonly model: string | undefined;
  readonly maxOutputTokens: number | undefined;
}

/** A model whose other side behaves as told. It is ended with the test. */
export interface Scene {
  readonly model: LanguageModel;
  /** How often it was asked. */
  asked(): number;
  heard(): Promise<Heard>;
  /** How many processes and connections of the request are there still; the mark is that of the request. */
  left(mark: string): number | Promise<number>;
}

/** A provider, and what is different with it. */
export interface Provider {
  open(behaviour: Behaviour, deadlineMs: number): Promise<Scene>;
  /** What the other side says of 12 tokens, 10 of them not from the cache, and 5 that came out; null: it tells nothing. */
  readonly usage: ModelUsage | null;
  /** Whether it fails with the status codes of HTTP. */
  readonly statuses: boolean;
  /** Whether it passes on when to ask again. */
  readonly retryAfter: boolean;
}

/** A key for the tests, and what no message may hold. */
export const KEY = 'sk-test-0123456789abcdef';
const PROMPT: ModelPrompt = { system: 'You are terse.', text: 'Tell the secret word zanzibar.', maxOutputTokens: 321 };
const HOUR = 3_600_000;

/** The promises of the LanguageModel port. */
export function testLanguageModel(name: string, provider: Provider): void {
  describe(`${name} as a language model`, () => {
    testAnswers(provider);
    testFailures(provider);
    testEndings(provider);
    if (provider.statuses) testStatuses(provider);
    if (provider.statuses) testNoModel(provider);
    if (provider.retryAfter) testRetryAfter(provider);
  });
}

function testAnswers(provider: Provider): void {
  it('is asked with the system prompt and the text, and answers', async () => {
    const scene = await provider.open({ does: 'answers', text: ' {"memories": []}\n' }, 5000);
    const answer = await complete(scene);
    expect(answer).toMatchObject({ text: '{"memories": []}', whole: true });
    expect(await scene.heard()).toMatchObject({ system: PROMPT.system, text: PROMPT.text, maxOutputTokens: PROMPT.maxOutputTokens });
    expect(scene.asked()).toBe(1);
  });

  it('tells what it took', async () => {
    const scene = await provider.open({ does: 'answers', text: '[1, 2]' }, 5000);
    const estimated = estimate('[1, 2]');
    expect((await complete(scene)).usage).toEqual(provider.usage ?? estimated);
    const silent = await provider.open({ does: 'answers', text: '[1, 2]', usage: 'missing' }, 5000);
    expect((await complete(silent)).usage).toEqual(estimated);
  });

  it('tells that an answer was cut off', async () => {
    const scene = await provider.open({ does: 'answers', text: '{"memor', cut: true }, 5000);
    expect(await complete(scene)).toMatchObject({ text: '{"memor', whole: false });
  });

  it('takes a long answer about limits for what it is', async () => {
    const text = JSON.stringify({ title: 'Claude AI usage limit reached', narrative: 'Credit balance is too low' });
    const scene = await provider.open({ does: 'answers', text }, 5000);
    expect(await complete(scene)).toMatchObject({ text });
  });
}

function testFailures(provider: Provider): void {
  it.each<[string, Behaviour]>([
    ['breaks off', { does: 'breaks-off' }],
    ['answers with garbage', { does: 'chatters' }],
    ['answers with half of its JSON', { does: 'truncates' }],
  ])('fails where the other side %s, and does not know what it took', async (_, behaviour) => {
    expect(await fail(provider, behaviour)).toMatchObject({ code: 'model_failed', usage: 'unknown' });
  });

  it.each<[string, Behaviour, string]>([
    ['refuses to answer', { does: 'refuses' }, 'I would be happy to help, but'],
    ['answers with nothing', { does: 'answers', text: ' \n' }, ''],
  ])('fails where the other side %s, and tells what it took', async (_, behaviour, text) => {
    expect(await fail(provider, behaviour)).toMatchObject({ code: 'model_failed', usage: provider.usage ?? estimate(text) });
  });

  it.each([
    ['Claude AI usage limit reached|1790000000', 'model_spent'],
    ["You've hit your limit · resets 3pm", 'model_spent'],
    ['Credit balance is too low', 'model_spent'],
    ['You exceeded your current quota, please check your plan and billing details.', 'model_spent'],
    ['Invalid API key · Please run /login', 'model_denied'],
  ])('takes the words %j for what they are', async (text, code) => {
    expect(await fail(provider, { does: 'answers', text })).toMatchObject({ code });
  });

  it('gives up an answer of 10 MB', async () => {
    expect(await fail(provider, { does: 'floods' })).toMatchObject({
      code: 'model_failed',
      message: expect.stringMatching(/more than 1048576 bytes/),
      usage: { ...estimate(''), outputTokens: PROMPT.maxOutputTokens },
    });
  });
}

function testEndings(provider: Provider): void {
  it('is given up at its deadline', async () => {
    const scene = await provider.open({ does: 'hangs' }, 700);
    const started = performance.now();
    const message = expect.stringMatching(/did not answer within 0\.7 s/);
    expect(await reject(scene)).toMatchObject({ code: 'model_failed', message, usage: 'unknown' });
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('is ended when the caller leaves', async () => {
    const scene = await provider.open({ does: 'hangs' }, 20_000);
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 300);
    const message = expect.stringMatching(/broken off/);
    expect(await reject(scene, leaving.signal)).toMatchObject({ code: 'model_failed', message, usage: 'unknown' });
  });

  it('is not asked by a caller that has left', async () => {
    const scene = await provider.open({ does: 'answers', text: '[]' }, 5000);
    expect(await reject(scene, AbortSignal.abort())).toMatchObject({ code: 'model_failed', usage: undefined });
    expect(scene.asked()).toBe(0);
  });
}

function testStatuses(provider: Provider): void {
  it.each([
    [400, undefined, 'model_failed'],
    [400, 'Your credit balance is too low to access the API.', 'model_spent'],
    [401, undefined, 'model_denied'],
    [402, undefined, 'model_spent'],
    [403, undefined, 'model_denied'],
    [429, undefined, 'model_busy'],
    [429, 'insufficient_quota', 'model_spent'],
    [500, undefined, 'model_failed'],
    [502, undefined, 'model_busy'],
    [503, undefined, 'model_busy'],
    [504, undefined, 'model_busy'],
    [529, undefined, 'model_busy'],
  ] as const)('takes status %i (%s) for %s, and does not try again', async (status, why, code) => {
    const scene = await provider.open({ does: 'fails', status, ...(why === undefined ? {} : { why }) }, 5000);
    const error = await reject(scene);
    expect(error).toMatchObject({ code, retryAfterMs: undefined, usage: undefined });
    expect(error.message).toContain(code === 'model_spent' && !provider.retryAfter ? 'no credit' : String(status));
    expect(scene.asked()).toBe(1);
  });
}

function testNoModel(provider: Provider): void {
  it.each([
    [404, undefined],
    [400, 'The requested model does not exist.'],
    [400, 'Unknown model'],
    [500, 'model "llama" not found'],
  ] as const)('says of status %i (%s) which setting names the model', async (status, why) => {
    const error = await fail(provider, { does: 'fails', status, ...(why === undefined ? {} : { why }) });
    expect(error).toMatchObject({ code: 'model_denied', usage: undefined, message: expect.stringMatching(/set modelName/) });
    expect(error.message).toContain(String(status));
  });
}

function testRetryAfter(provider: Provider): void {
  it.each([
    ['7', 7000, 7000],
    ['0.5', 500, 500],
    [new Date(Date.now() + HOUR).toUTCString(), HOUR - 30_000, HOUR + 1000],
    [new Date(Date.now() - HOUR).toUTCString(), 0, 0],
  ])('tells when to ask again: %s', async (retryAfter, least, most) => {
    const { code, retryAfterMs = -1 } = await fail(provider, { does: 'fails', status: 429, retryAfter });
    expect(code).toBe('model_busy');
    expect(retryAfterMs).toBeGreaterThanOrEqual(least);
    expect(retryAfterMs).toBeLessThanOrEqual(most);
  });

  it('does not know when to ask again where nobody can read it', async () => {
    expect(await fail(provider, { does: 'fails', status: 429, retryAfter: 'soon' })).toMatchObject({ retryAfterMs: undefined });
  });
}

async function complete(scene: Scene, signal: AbortSignal = new AbortController().signal): Promise<ModelAnswer> {
  const mark = crypto.randomUUID();
  try {
    return await scene.model.complete(PROMPT, { mark, signal, started: () => undefined });
  } finally {
    await expect.poll(() => scene.left(mark), { timeout: 1000, interval: 10 }).toBe(0);
  }
}

async function fail(provider: Provider, behaviour: Behaviour): Promise<HoldfastError> {
  return reject(await provider.open(behaviour, 5000));
}

// What every failure has in common: one plain sentence, without a key, a word of the prompt or one of the answer.
async function reject(scene: Scene, signal?: AbortSignal): Promise<HoldfastError> {
  const error = await complete(scene, signal).then(
    () => expect.unreachable('there was an answer'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof HoldfastError)) throw error;
  expect(error.message).toMatch(/^[^\n]{20,200}\.$/);
  for (const told of [error.message, String(error.cause ?? '')]) {
    expect(told).not.toMatch(/sk-test|0123456789|zanzibar|terse|happy to help|reset|flood|balance|details/i);
  }
  return error;
}

function estimate(answer: string): ModelAnswer['usage'] {
  const inputTokens = estimateTokens(PROMPT.system) + estimateTokens(PROMPT.text);
  return { inputTokens, outputTokens: estimateTokens(answer), cachedTokens: 0 };
}
