import { describe, expect, it } from 'vitest';
import { fillMemory, letADayPass } from './earlier-days.ts';
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
    await fillMemory(world, 40);
    await using api = await startFakeApi({ replies: [say('Leaves.'), say('I see.'), say('Yes.')] });
    await using session = await startSession(world, api);
    await session.ask('Write a haiku about autumn leaves falling on quiet water.');
    expect(countInRequest(await api.request(0), REMINDER)).toBe(0);
    // Others work in the project meanwhile, so that the start of this session could not know of it.
    await leaveMemory(world, 'kestrel');
    await leaveMemory(world, 'osprey');
    await letADayPass(world, session.id);
    await session.ask('The kestrel parser rejects empty input once more: is the missing check in kestrel.ts gone?');
    const second = await api.request(1);
    expect(countInRequest(second, REMINDER)).toBe(1);
    const [first = ''] = textOfRequest(second).split(REMINDER)[1]!.split('\n').slice(2);
    expect(first).toContain('kestrel');
    await session.ask('And does the kestrel parser accept empty input with the missing check back in kestrel.ts?');
    const [, , more = ''] = textOfRequest(await api.request(2)).split(REMINDER);
    expect(more.split('</')[0], 'the same is not said twice').not.toContain('kestrel');
  });
});
