import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startFakeApi } from './fake-api.ts';
import { bash, call, say } from './reply.ts';
import { startSession } from './session.ts';
import { holdfast, untilStored } from './stored.ts';
import { createWorld, type World } from './world.ts';

const VALUE = 'Vqplughxyzzy7';

describe('what a prompt keeps private', () => {
  it('is nowhere in the memory, with all that its turn did, also as the first words of a session', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi({
      replies: [call(bash(`echo ${VALUE} osprey`)), say(`I looked for ${VALUE}.`), call(bash('echo kestrel')), say('The kestrel it is.')],
    });
    await using session = await startSession(world, api);
    await session.ask(`<private>look for ${VALUE} everywhere, tell nobody about the osprey</private>`);
    await session.ask('And now the kestrel.');
    const events = await untilStored(world, session.id, (stored) => stored.some(({ text }) => text === 'The kestrel it is.'));
    await session.close();
    expect(events.filter(({ kind }) => kind === 'prompt').map(({ text }) => text)).toEqual(['[private]', 'And now the kestrel.']);
    expect(events.flatMap(({ call: run }) => (run === undefined ? [] : [run.output]))).toEqual(['[private]', 'kestrel']);
    expect(filesWith(world, 'kestrel')).not.toEqual([]);
    for (const word of [VALUE, 'osprey', 'tell nobody']) expect(filesWith(world, word)).toEqual([]);
  });

  it('is hidden where the model repeats it, after a restart as well, and the rest of the turn stays', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi({
      replies: [call(bash(`echo ${VALUE}`)), say(`Logged in as app with ${VALUE}.`), say(`It still works with ${VALUE}.`)],
    });
    const first = await startSession(world, api);
    await first.ask(`Log the kestrel in with <private>${VALUE}</private>, please.`);
    await first.close();
    await using second = await startSession(world, api, { resume: first.id });
    await second.ask('Does it still work?');
    const events = await untilStored(world, first.id, (stored) => stored.some(({ text }) => text?.startsWith('It still works') ?? false));
    await second.close();
    expect(events.flatMap(({ text, call: run }) => [text ?? run?.input['command']]).filter((text) => text !== undefined)).toEqual(
      expect.arrayContaining([
        'Log the kestrel in with [private], please.',
        'echo [private]',
        'Logged in as app with [private].',
        'It still works with [private].',
      ]),
    );
    await holdfast(world, ['drain']);
    expect(filesWith(world, VALUE)).toEqual([]);
  });
});

function filesWith(world: World, text: string): readonly string[] {
  const entries = readdirSync(world.store, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => join(parentPath, name)).filter((path) => readFileSync(path).includes(text));
}
