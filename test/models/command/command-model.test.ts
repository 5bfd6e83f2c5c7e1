import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createCommandModel } from '../../../src/models/command/command-model.ts';
import { createModelDistiller } from '../../../src/models/model-distiller.ts';
import type { Rewording } from '../../../src/ports/distiller.ts';
import { findMarked } from '../../../src/process/mark.ts';
import { sampleDraft, sampleEvent } from '../../samples.ts';

const MODEL = join(import.meta.dirname, 'fixtures', 'model.mjs');

describe('a model behind a command', () => {
  it('is asked on stdin and answers on stdout', async () => {
    expect(await ask('answers')).toEqual([{ slot: 'work', title: 'Better: Fixed the login loop' }]);
  });

  it('gets no variable that it was not promised', async () => {
    vi.stubEnv('A_SECRET_KEY', 'sk-1');
    vi.stubEnv('MODEL_KEY', 'sk-2');
    const [{ title = '' } = {}] = await ask('environment', { environment: ['MODEL_KEY'] });
    vi.unstubAllEnvs();
    expect(title.split(' ')).toEqual(expect.arrayContaining(['MODEL_KEY', 'PATH', 'HOLDFAST_CHILD']));
    expect(title).not.toContain('A_SECRET_KEY');
  });

  it.each([
    ['prose', /did not answer with JSON/],
    ['fails', /ended with status 3/],
    ['floods', /answered with more than/, { inputTokens: expect.any(Number), outputTokens: 4000, cachedTokens: 0 }],
    ['hangs', /did not answer within 1.5 s/, 'unknown'],
  ])('that %s is an error, and nothing of it is left', async (mode, message, usage?: unknown) => {
    const mark = crypto.randomUUID();
    await expect(ask(mode, { mark })).rejects.toMatchObject({ code: 'model_failed', message: expect.stringMatching(message), usage });
    expect([...findMarked(mark)]).toEqual([]);
  });

  it('that is not there is an error that names it', async () => {
    await expect(ask('answers', { command: ['/nowhere/model'] })).rejects.toThrow(/was not found: \/nowhere\/model/);
  });

  it('that is broken off is an error, and nothing of it is left', async () => {
    const mark = crypto.randomUUID();
    const leaving = new AbortController();
    const asked = ask('hangs', { mark, signal: leaving.signal });
    setTimeout(() => leaving.abort(), 200);
    await expect(asked).rejects.toThrow(/was broken off/);
    expect([...findMarked(mark)]).toEqual([]);
  });
});

interface Asking {
  readonly command?: readonly string[];
  readonly environment?: readonly string[];
  readonly mark?: string;
  readonly signal?: AbortSignal;
}

async function ask(
  mode: string,
  { command, environment = [], mark = crypto.randomUUID(), signal }: Asking = {},
): Promise<readonly Rewording[]> {
  const model = createCommandModel({
    command: command ?? [process.execPath, MODEL, mode],
    environment,
    deadlineMs: mode === 'hangs' ? 1500 : 20_000,
  });
  const turn = { session: 's', agent: 'test', prompt: 'p', events: [sampleEvent()] };
  const nothing = (): Promise<void> => Promise.resolve();
  const request = { mark, signal: signal ?? new AbortController().signal, started: () => undefined, admit: nothing, spent: nothing };
  const [words = []] = await createModelDistiller(model, { name: 'model:command', mode: '', types: [], batch: 1 }).reword(
    [{ turn, drafts: [sampleDraft()] }],
    request,
  );
  return words;
}
