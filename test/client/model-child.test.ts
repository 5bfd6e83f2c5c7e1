import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clientEnvironment } from './environment.ts';
import { type FakeApi, startFakeApi } from './fake-api.ts';
import { findClient } from './install.ts';
import { pluginFolder } from './plugin.ts';
import { findMarked, findSurvivors } from './processes.ts';
import { say } from './reply.ts';
import { startSession } from './session.ts';
import { holdfast, untilRemembered } from './stored.ts';
import { waitFor } from './wait-for.ts';
import { createWorld, type World } from './world.ts';

const GRACE_MS = 2000;
const CONCLUSION = 'The root cause is the proxy: it strips the session cookie. Fixed in src/proxy.ts.';

describe('the real client as the model', () => {
  it('gives memories better words, and of what it does itself nothing is remembered', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi({ replies: [say(CONCLUSION)] });
    await using model = await startFakeApi({
      replies: [say('{"memories": [{"slot": "work", "title": "Zebra crossing"}, {"slot": "discovery-1", "title": "Zebra crossing"}]}')],
    });
    await configureModel(world, model, ['--plugin-dir', pluginFolder()]);
    const session = await untilReworded(world, api, model);
    const status = (await holdfast(world, ['status'])) as { sessions: number };
    expect(status.sessions).toBe(1);
    expect(JSON.stringify(await holdfast(world, ['events', '--session', session]))).not.toContain('"slot"');
  });

  it('is asked by its own name with the flags that keep it apart, and the ledger holds what it took', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi({ replies: [say(CONCLUSION)] });
    await using model = await startFakeApi({ replies: [say('{"memories": [{"slot": "work", "title": "Zebra crossing"}]}')] });
    await configureCli(world, model);
    await untilReworded(world, api, model);
    expect(await holdfast(world, ['status'])).toMatchObject({ sessions: 1, modelUsage: { calls: 1 } });
  });

  it.each([
    ['close', 'command'],
    ['SIGTERM', 'command'],
    ['SIGKILL', 'command'],
    ['SIGKILL', 'claude-cli'],
  ] as const)('with an API that hangs is gone when the session is (%s, as %s)', async (how, provider) => {
    await using world = await createWorld();
    await using api = await startFakeApi({ replies: [say(CONCLUSION)] });
    await using model = await startFakeApi({ replies: [{ hangs: true }] });
    await (provider === 'command' ? configureModel(world, model) : configureCli(world, model));
    await using session = await startSession(world, api);
    await session.ask('Why are users logged out?');
    await model.request(0);
    expect((await findMarked(world.mark)).filter(({ command }) => command.includes('--no-session-persistence'))).not.toEqual([]);
    if (how === 'close') await session.close();
    else await session.kill(how);
    expect(await findSurvivors(world.mark, GRACE_MS)).toEqual([]);
  });

  it('that is started by somebody else inside one is not observed either', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi({ replies: [say(CONCLUSION)] });
    await using session = await startSession(world, api, { environment: { HOLDFAST_CHILD: 'a mark' } });
    await session.ask('Why are users logged out?');
    await session.close();
    expect(await waitFor('the status', () => holdfast(world, ['status']))).toMatchObject({ sessions: 0, events: 0 });
  });
});

// A turn whose memory gets the words of the model. Returns the session's id.
async function untilReworded(world: World, api: FakeApi, model: FakeApi): Promise<string> {
  await using session = await startSession(world, api);
  await session.ask('Why are users logged out?');
  const { messages } = await model.request(0);
  expect(JSON.stringify(messages)).toContain('strips the session cookie');
  await untilRemembered(world, 'zebra', 'Zebra crossing');
  await session.close();
  return session.id;
}

// As a user would, but for the API it talks to.
async function configureCli(world: World, model: FakeApi): Promise<void> {
  await writeSettings(world, {
    modelProvider: 'claude-cli',
    modelCommand: ['env', `ANTHROPIC_BASE_URL=${model.url}`, await findClient()],
    modelEnvironment: Object.keys(clientEnvironment(world, model.url)),
  });
}

// Flags that fire no hook, load no setting and write no transcript; the API it talks to is its own.
async function configureModel(world: World, model: FakeApi, more: readonly string[] = []): Promise<void> {
  const environment = clientEnvironment(world, model.url);
  const flags = '--tools= --no-session-persistence --setting-sources= --strict-mcp-config --disable-slash-commands --output-format text';
  const quiet = more.length === 0 ? flags.split(' ') : ['--no-session-persistence', '--output-format', 'text'];
  const modelCommand = ['env', `ANTHROPIC_BASE_URL=${model.url}`, await findClient(), '-p', ...quiet, ...more];
  await writeSettings(world, { modelCommand, modelEnvironment: Object.keys(environment) });
}

async function writeSettings(world: World, settings: object): Promise<void> {
  await mkdir(world.store, { recursive: true, mode: 0o700 });
  await writeFile(join(world.store, 'config.json'), JSON.stringify(settings));
}
