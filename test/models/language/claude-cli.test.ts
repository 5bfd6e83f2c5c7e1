import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type ClaudeCliOptions, createClaudeCliModel } from '../../../src/models/language/claude-cli.ts';
import type { LanguageModel, ModelAnswer } from '../../../src/ports/language-model.ts';
import { findMarked } from '../../../src/process/mark.ts';
import { testLanguageModel } from '../../contract/language-model.ts';
import { tempFolder } from '../../temp-folder.ts';

const CLAUDE = join(import.meta.dirname, 'fixtures', 'claude.mjs');

testLanguageModel('The claude command', {
  usage: { inputTokens: 12, outputTokens: 5, cachedTokens: 2 },
  statuses: true,
  retryAfter: false,
  async open(behaviour, deadlineMs) {
    const { model, given } = start(behaviour, { deadlineMs });
    return {
      model,
      asked: () => (given() === undefined ? 0 : 1),
      left: (mark) => [...findMarked(mark)].length,
      async heard() {
        const { args, prompt, env } = given()!;
        const after = (name: string): string | undefined => args[args.indexOf(name) + 1];
        const maxOutputTokens = Number(env['CLAUDE_CODE_MAX_OUTPUT_TOKENS']);
        return { system: after('--system-prompt')!, text: prompt, model: after('--model'), maxOutputTokens };
      },
    };
  },
});

describe('the claude command', () => {
  it('is started without tools, hooks, servers and record, and not in the project', async () => {
    const { model, given } = start({ does: 'answers', text: '[]' });
    expect(await ask(model)).toMatchObject({ costUsd: 0.0125 });
    expect(given()).toMatchObject({ prompt: 'Hello', cwd: tmpdir() });
    expect(given()!.args).toEqual(
      `-p --model haiku --tools  --no-session-persistence --setting-sources  --strict-mcp-config --disable-slash-commands --system-prompt`
        .split(' ')
        .concat('Be brief.', '--output-format', 'json'),
    );
  });

  it('tells what it was started as', async () => {
    const started = vi.fn<(identity: string | undefined) => void>();
    const asking = { mark: crypto.randomUUID(), signal: new AbortController().signal, started };
    await start({ does: 'answers', text: '[]' }).model.complete({ system: '', text: 'Hello', maxOutputTokens: 100 }, asking);
    expect(started).toHaveBeenCalledOnce();
  });

  it('gets its login and its limits, and no other variable', async () => {
    const variables = {
      CLAUDE_CONFIG_DIR: '/login',
      CLAUDE_CODE_OAUTH_TOKEN: 'token',
      ANTHROPIC_API_KEY: 'sk-1',
      A_SECRET: 'x',
      NAMED: 'y',
    };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const { model, given } = start({ does: 'answers', text: '[]' }, { environment: ['NAMED'], deadlineMs: 30_000 });
    await ask(model).finally(() => vi.unstubAllEnvs());
    const { env } = given()!;
    expect(env).toMatchObject({
      HOME: process.env['HOME'],
      CLAUDE_CONFIG_DIR: '/login',
      CLAUDE_CODE_OAUTH_TOKEN: 'token',
      CLAUDE_CODE_MAX_RETRIES: '0',
      CLAUDE_CODE_MAX_OUTPUT_TOKENS: '100',
      API_TIMEOUT_MS: '30000',
      CLAUDE_BYTE_STREAM_IDLE_TIMEOUT_MS: '15000',
      NAMED: 'y',
    });
    expect(env['HOLDFAST_CHILD']).toBeTruthy();
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['ANTHROPIC_API_KEY']));
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['A_SECRET']));
  });

  it.each([
    ['Claude AI usage limit reached|4102444800', 'model_spent'],
    ["You're out of extra usage · resets Mar 3", 'model_spent'],
    ['5-hour limit reached ∙ resets 3pm', 'model_spent'],
    ['Credit balance is too low', 'model_spent'],
    ['Invalid API key · Please run /login', 'model_denied'],
    ['Not logged in · Please run /login', 'model_denied'],
    ['Failed to authenticate. API Error: 401 {"type":"error"}', 'model_denied'],
    ['API Error: Repeated 529 Overloaded errors', 'model_busy'],
    ['API Error: Connection error.', 'model_busy'],
    ['API Error: Unable to connect to API (ECONNREFUSED)', 'model_busy'],
    ["There's an issue with the selected model (haiki). It may not exist or you may not have access to it.", 'model_denied'],
  ])('says %j where it failed', async (text, code) => {
    const error: unknown = await ask(start({ does: 'says', text }).model).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain(text.slice(0, 12));
  });

  it('has failed also where it ends as if it had not', async () => {
    const asked = ask(start({ does: 'says', text: 'There was a problem.', exit: 0 }).model);
    await expect(asked).rejects.toMatchObject({ code: 'model_failed', message: expect.stringMatching(/could not answer/) });
  });

  it('tells what it took also where it failed', async () => {
    const usage = { input_tokens: 7, cache_creation_input_tokens: 3, cache_read_input_tokens: 2, output_tokens: 5 };
    const asked = ask(start({ does: 'says', text: 'There was a problem.', spent: usage }).model);
    await expect(asked).rejects.toMatchObject({ usage: { inputTokens: 12, outputTokens: 5, cachedTokens: 2 }, costUsd: 0.0125 });
  });

  it('tells when its limit ends', async () => {
    const end = Math.floor(Date.now() / 1000) + 3600;
    const error = await ask(start({ does: 'says', text: `Claude AI usage limit reached|${end}` }).model).catch((reason: unknown) => reason);
    const { retryAfterMs = 0 } = error as { retryAfterMs?: number };
    expect(retryAfterMs).toBeGreaterThan(3_590_000);
    expect(retryAfterMs).toBeLessThanOrEqual(3_600_000);
  });

  it('that is not there is an error that says so', async () => {
    const model = createClaudeCliModel({ model: 'haiku', command: ['/nowhere/claude'], deadlineMs: 5000 });
    await expect(ask(model)).rejects.toMatchObject({
      code: 'model_failed',
      message: expect.stringMatching(/was not found: install it/),
      usage: undefined,
    });
  });
});

interface Given {
  readonly args: readonly string[];
  readonly prompt: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

function start(behaviour: unknown, options: Partial<ClaudeCliOptions> = {}): { model: LanguageModel; given(): Given | undefined } {
  const place = join(tempFolder(), 'given.json');
  const command = [process.execPath, CLAUDE, JSON.stringify(behaviour), place];
  return {
    model: createClaudeCliModel({ model: 'haiku', command, deadlineMs: 5000, ...options }),
    given() {
      try {
        return JSON.parse(readFileSync(place, 'utf8')) as Given;
      } catch {
        return undefined;
      }
    },
  };
}

function ask(model: LanguageModel): Promise<ModelAnswer> {
  const asking = { mark: crypto.randomUUID(), signal: new AbortController().signal, started: () => undefined };
  return model.complete({ system: 'Be brief.', text: 'Hello', maxOutputTokens: 100 }, asking);
}
