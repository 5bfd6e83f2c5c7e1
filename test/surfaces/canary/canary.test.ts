import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OPENAI } from '../../models/language/openai-dialect.ts';
import { startModelServer } from '../../models/language/model-server.ts';
import { hook, promptPayload, SESSION } from '../hook/payload.ts';
import { type Server, startServer } from '../mcp/server.ts';
import { holdfast } from '../run.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { type Canaries, createCanaries, findCanaries } from './canaries.ts';
import { tellSecrets } from './told.ts';
import { writeTranscript } from './transcript.ts';

const MODEL_ANSWER = '{"memories": [{"slot": "work", "title": "The kestrel in better words"}]}';

describe('a session in which secrets come from everywhere', () => {
  it('leaves none in any file, in a request to a model, or in an answer', async () => {
    const box = createSandbox();
    const canaries = createCanaries();
    const api = await startModelServer(OPENAI, { does: 'answers', text: MODEL_ANSWER });
    configure(box, { modelProvider: 'openai-compatible', modelName: 'm', modelUrl: api.url });
    const server = startServer(box);
    await server.ask('initialize', { protocolVersion: '2025-11-25' });
    for (const fields of tellSecrets(canaries)) await call(server, 'capture', promptPayload(box, fields));
    await call(server, 'remember', { text: `Keep the kestrel key ${canaries.plant('a dictated memory', 'github')}` });
    await expect.poll(() => api.seen.length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(JSON.stringify(api.seen)).toContain('kestrel');
    expect(findCanaries(JSON.stringify(api.seen), canaries.all)).toEqual([]);
    expect(await search(server, canaries)).toContain('kestrel');
    expectNone(box, canaries);
    server.end();
    await server.ended;
    expect(findCanaries(server.stderr(), canaries.all)).toEqual([]);
    expectNone(box, canaries);
    await expectSilentCommands(box, canaries);
  });

  it('leaves none when it is read from its transcript', async () => {
    const box = createSandbox();
    const canaries = createCanaries();
    const transcript = writeTranscript(box, tellSecrets(canaries));
    expect((await holdfast(box, ['import', dirname(transcript)])).code).toBe(0);
    expectNone(box, canaries);
    await expectSilentCommands(box, canaries);
  });

  it('leaves none in the spool and the log while the database cannot be opened', async () => {
    const box = createSandbox();
    const canaries = createCanaries();
    mkdirSync(box.memory, { mode: 0o700 });
    writeFileSync(join(box.memory, 'holdfast.db'), 'This is no database. '.repeat(100), { mode: 0o600 });
    for (const fields of tellSecrets(canaries)) expect((await hook(box, promptPayload(box, fields))).code).toBe(0);
    await holdfast(box, ['hook', 'claude-code'], { stdin: `{"prompt": "${canaries.plant('input that is no JSON', 'github')}` });
    expect(readdirSync(join(box.memory, 'spool'))).not.toEqual([]);
    expectNone(box, canaries);
  });
});

function configure({ memory }: Sandbox, settings: object): void {
  mkdirSync(memory, { recursive: true, mode: 0o700 });
  writeFileSync(join(memory, 'config.json'), JSON.stringify(settings));
}

async function call(server: Server, name: string, args: object): Promise<string> {
  return JSON.stringify((await server.ask('tools/call', { name, arguments: args })).result);
}

// As an agent would ask, all that there is to be had.
async function search(server: Server, { all }: Canaries): Promise<string> {
  const found = await call(server, 'search', { query: 'kestrel login deploy', limit: 50 });
  const ids = [...found.matchAll(/#(\d+)/g)].map(([, id]) => Number(id));
  expect(ids.length).toBeGreaterThan(1);
  const answers = [
    found,
    await call(server, 'search', { query: 'osprey', type: 'prompts' }),
    await call(server, 'get_observations', { ids }),
    await call(server, 'timeline', { anchor: ids[0] }),
    await call(server, 'get_evidence', { ids, max_tokens: 10_000 }),
    await call(server, 'session_start_context', {}),
  ].join('\n');
  expect(findCanaries(answers, all)).toEqual([]);
  return answers;
}

async function expectSilentCommands(box: Sandbox, { all }: Canaries): Promise<void> {
  for (const command of [
    ['events', '--session', SESSION, '--json'],
    ['search', 'kestrel'],
    ['context'],
    ['timeline'],
    ['evidence', '1'],
    ['show', '1', '2'],
    ['doctor'],
  ]) {
    const { stdout, stderr } = await holdfast(box, command);
    expect({ command, found: findCanaries(stdout + stderr, all) }).toEqual({ command, found: [] });
  }
  expect((await holdfast(box, ['events', '--session', SESSION, '--json'])).stdout).toContain('kestrel');
}

function expectNone({ memory }: Sandbox, { all }: Canaries): void {
  const paths = readdirSync(memory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(paths.length).toBeGreaterThan(0);
  const found = paths.map(({ parentPath, name }) => ({ name, found: findCanaries(readFileSync(join(parentPath, name)), all) }));
  expect(found.filter((file) => file.found.length > 0)).toEqual([]);
}
