import { describe, expect, it } from 'vitest';
import { startFakeApi } from './fake-api.ts';
import { pluginFolder } from './plugin.ts';
import { findMarked, findSurvivors } from './processes.ts';
import { bash, call, say } from './reply.ts';
import { startSession } from './session.ts';
import { startTerminal } from './terminal.ts';
import { waitFor } from './wait-for.ts';
import { createWorld } from './world.ts';

const GRACE_MS = 5000;

describe('when the client is gone, so are we', () => {
  const script = { replies: [call(bash('true')), say('Done.'), { hangs: true }] };

  it('after a normal end', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi(script);
    await using session = await startSession(world, api);
    await session.ask('Go.');
    expect((await findMarked(world.mark)).length, 'the client and our server').toBeGreaterThan(1);
    expect(await session.close()).toMatchObject({ code: 0 });
    expect(await findSurvivors(world.mark, GRACE_MS)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('after %s between two turns', async (signal) => {
    await using world = await createWorld();
    await using api = await startFakeApi(script);
    await using session = await startSession(world, api);
    await session.ask('Go.');
    await session.kill(signal);
    expect(await findSurvivors(world.mark, GRACE_MS)).toEqual([]);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('after %s in the middle of a turn', async (signal) => {
    await using world = await createWorld();
    await using api = await startFakeApi(script);
    await using session = await startSession(world, api);
    await session.ask('Go.');
    session.say('Go on.');
    await api.request(2);
    await session.kill(signal);
    expect(await findSurvivors(world.mark, GRACE_MS)).toEqual([]);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('after %s while we are still starting', async (signal) => {
    await using world = await createWorld();
    await using api = await startFakeApi(script);
    await using session = await startSession(world, api);
    await waitFor('our process', () => hasServer(world.mark));
    await session.kill(signal);
    expect(await findSurvivors(world.mark, GRACE_MS)).toEqual([]);
  });

  it('after the window of the terminal was closed', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi(script);
    await using terminal = await startTerminal(world, api);
    await terminal.enter('go');
    await terminal.shows('Done.');
    await terminal[Symbol.asyncDispose]();
    expect(await findSurvivors(world.mark, GRACE_MS)).toEqual([]);
  });
});

async function hasServer(mark: string): Promise<true | undefined> {
  const processes = await findMarked(mark);
  return processes.some(({ command }) => command.includes(pluginFolder())) || undefined;
}
