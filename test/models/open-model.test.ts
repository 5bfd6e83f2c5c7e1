import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ModelSettings, openModel } from '../../src/models/open-model.ts';
import { tempFolder } from '../temp-folder.ts';
import { startModelServer } from './language/model-server.ts';
import { OPENAI } from './language/openai-dialect.ts';

const USUAL = { ANTHROPIC_API_KEY: 'usual-key', GEMINI_API_KEY: 'usual-key', OPENAI_API_KEY: 'usual-key' };

describe('the key of a model', () => {
  it.each(['anthropic', 'gemini'] as const)('of %s is in the usual variable at its own host', async (provider) => {
    expect(await open({ provider }, USUAL)).toMatchObject({ provider });
    await expect(open({ provider }, {})).rejects.toMatchObject({
      code: 'model_denied',
      message: expect.stringMatching(new RegExp(`set ${provider.toUpperCase()}_API_KEY, or put it into .*model-key\\.${provider} `)),
    });
  });

  it.each(['anthropic', 'gemini'] as const)('of %s goes to no other host unless told so', async (provider) => {
    const url = 'https://models.example';
    await expect(open({ provider, url }, USUAL)).rejects.toMatchObject({
      code: 'model_denied',
      message: expect.stringMatching(new RegExp(`set modelKeyVariable .*modelUrl is empty.*, or put it into .*model-key\\.${provider} `)),
    });
    expect(await open({ provider, url, keyVariable: 'MINE' }, { MINE: 'my-key' })).toMatchObject({ provider });
  });

  it('is missing in a variable that is not named again: a key may stand in its place', async () => {
    const opened = open({ provider: 'gemini', keyVariable: 'AIzaSecret' }, USUAL);
    await expect(opened).rejects.toMatchObject({ code: 'model_denied', message: expect.not.stringContaining('AIzaSecret') });
  });

  it('of OpenAI does not go to a server of one’s own', async () => {
    expect(await sent({}, USUAL)).toBeUndefined();
    expect(await sent({ keyVariable: 'MINE' }, { ...USUAL, MINE: 'my-key' })).toBe('Bearer my-key');
  });

  it('may be in a file of the provider, and only of that', async () => {
    const home = tempFolder();
    writeKey(home, 'model-key', 'old-key');
    writeKey(home, 'model-key.anthropic', 'other-key');
    expect(await sent({ home }, {})).toBeUndefined();
    writeKey(home, 'model-key.openai-compatible', 'file-key\n');
    expect(await sent({ home }, USUAL)).toBe('Bearer file-key');
    chmodSync(join(home, 'model-key.anthropic'), 0o644);
    await expect(open({ provider: 'anthropic', home }, {})).rejects.toMatchObject({
      code: 'model_denied',
      message: expect.stringContaining('may be read by others'),
    });
  });
});

function open(settings: Partial<ModelSettings>, env: NodeJS.ProcessEnv): ReturnType<typeof openModel> {
  const common = { name: '', url: '', keyVariable: '', deadlineMs: 5000, command: [], environment: [] };
  return openModel({ provider: 'openai-compatible', home: tempFolder(), ...common, ...settings }, env);
}

// The key that a server of one's own got.
async function sent(settings: Partial<ModelSettings>, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const server = await startModelServer(OPENAI, { does: 'answers', text: '[]' });
  const model = await open({ url: server.url, name: 'llama', ...settings }, env);
  const asking = { mark: crypto.randomUUID(), signal: new AbortController().signal, started: () => undefined };
  await model.complete({ system: '', text: 'Hello', maxOutputTokens: 100 }, asking);
  return server.seen[0]!.headers.authorization;
}

function writeKey(home: string, name: string, key: string): void {
  writeFileSync(join(home, name), key, { mode: 0o600 });
}
