import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startFakeApi } from './fake-api.ts';
import { countInRequest } from './messages-request.ts';
import { bash, call, say } from './reply.ts';
import { startSession } from './session.ts';
import { storedEvents, untilStored } from './stored.ts';
import { createWorld, type World } from './world.ts';

describe('a session that the user turns off with /holdfast:off', () => {
  it('is seen no more, also by a later process, until it is turned on again', async () => {
    await using world = await createWorld();
    const look = bash('echo the wren is here');
    await using api = await startFakeApi({
      replies: [
        say('Before.'),
        say('It is off.'),
        call(look),
        say('A wren, I see.'),
        say('Still the wren.'),
        say('It is on.'),
        say('A robin it is.'),
      ],
    });
    await using first = await startSession(world, api);
    await first.ask('Where is the heron?');
    await first.ask('/holdfast:off and mind the wren');
    expect(countInRequest(await api.request(1), 'Holdfast: the memory of this session is off now.')).toBe(1);
    await first.ask('Where is the wren?');
    await first.close();
    await using again = await startSession(world, api, { resume: first.id });
    await again.ask('And the wren?');
    expect(said(await storedEvents(world, first.id))).toEqual(['Where is the heron?', 'Before.']);
    await again.ask('/holdfast:on');
    expect(countInRequest(await api.request(5), 'Holdfast: the memory of this session is on.')).toBe(1);
    await again.ask('And the robin?');
    await again.close();
    const events = await untilStored(world, first.id, (stored) => stored.some(({ text }) => text === 'A robin it is.'));
    expect(said(events)).toEqual(['Where is the heron?', 'Before.', '/holdfast:on', 'It is on.', 'And the robin?', 'A robin it is.']);
    expect(await filesWith(world, 'wren')).toEqual([]);
  });
});

function said(events: readonly { readonly kind: string; readonly text?: string }[]): (string | undefined)[] {
  return events.filter(({ kind }) => kind === 'prompt' || kind === 'assistant_message').map(({ text }) => text);
}

async function filesWith({ store }: World, word: string): Promise<string[]> {
  const names = await readdir(store, { recursive: true, withFileTypes: true });
  const found = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(found.map(async (path) => ({ path, text: await readFile(path, 'latin1') })));
  return texts.filter(({ text }) => text.includes(word)).map(({ path }) => path);
}
