import { describe, expect, it } from 'vitest';
import { askFor, leaveMemory, workOn } from './earlier-work.ts';
import { startFakeApi } from './fake-api.ts';
import { countInRequest } from './messages-request.ts';
import { say } from './reply.ts';
import { startSession } from './session.ts';
import { untilStored } from './stored.ts';
import { createWorld } from './world.ts';

describe('a second session in a project', () => {
  it('starts with what the first one left, in its first request, once', async () => {
    await using world = await createWorld();
    await leaveMemory(world, 'kestrel');
    await using api = await startFakeApi({ replies: [say('Hello.'), say('Again.')] });
    await using session = await startSession(world, api);
    await session.ask('What did we do last time?');
    await session.ask('And then?');
    const [first, second] = [await api.request(0), await api.request(1)];
    expect(countInRequest(first, '<holdfast-memory')).toBe(1);
    expect(countInRequest(first, 'kestrel')).toBeGreaterThan(0);
    expect(countInRequest(second, '<holdfast-memory'), 'a second prompt brings no second piece').toBe(1);
  });

  it('starts with it even where the first one was closed the moment it had its answer', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi({ replies: [...workOn('kestrel', world.project).replies, say('Hello.')] });
    await using first = await startSession(world, api);
    await first.ask(askFor('kestrel'));
    await first.close();
    await using second = await startSession(world, api);
    await second.ask('What did we do last time?');
    expect(countInRequest(await api.request(3), 'kestrel')).toBeGreaterThan(0);
  });

  it('is told nothing of the words that the first one marked as private', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi({ replies: [say('The kestrel parser is fine.'), say('Hello.')] });
    await using first = await startSession(world, api);
    await first.ask('Look at the kestrel parser. <private>The launch word is zugzwang.</private>');
    const events = await untilStored(world, first.id, (stored) => stored.some(({ kind }) => kind === 'assistant_message'));
    expect(JSON.stringify(events)).not.toContain('zugzwang');
    await first.close();
    await using second = await startSession(world, api);
    await second.ask('What did we do last time?');
    expect(countInRequest(await api.request(1), 'zugzwang')).toBe(0);
  });
});
