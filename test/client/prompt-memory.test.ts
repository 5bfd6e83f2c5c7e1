import { describe, expect, it } from 'vitest';
import { leaveMemory } from './earlier-work.ts';
import { startFakeApi } from './fake-api.ts';
import { countInRequest, textOfRequest } from './messages-request.ts';
import { say } from './reply.ts';
import { startSession } from './session.ts';
import { createWorld } from './world.ts';

const REMINDER = 'about="this prompt"';

describe('a prompt in the middle of a session', () => {
  it('about what was done two sessions ago brings that memory, once, and another prompt brings nothing', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi({ replies: [say('Hello.'), say('Leaves.'), say('I see.'), say('Yes.')] });
    await using session = await startSession(world, api);
    await session.ask('Hello there.');
    // Others work in the project meanwhile, so that the start of this session could not know of it.
    await leaveMemory(world, 'kestrel');
    await leaveMemory(world, 'osprey');
    await session.ask('Write a haiku about autumn leaves falling on quiet water.');
    expect(countInRequest(await api.request(1), REMINDER)).toBe(0);
    await session.ask('The kestrel parser rejects empty input once more: is the missing check in kestrel.ts gone?');
    const third = await api.request(2);
    expect(countInRequest(third, REMINDER)).toBe(1);
    const [first = ''] = textOfRequest(third).split(REMINDER)[1]!.split('\n').slice(2);
    expect(first).toContain('kestrel');
    await session.ask('And does the kestrel parser accept empty input with the missing check back in kestrel.ts?');
    expect(countInRequest(await api.request(3), REMINDER), 'the same is not said twice').toBe(1);
  });
});
