import { describe, expect, it } from 'vitest';
import { leaveMemory } from './earlier-work.ts';
import { startFakeApi } from './fake-api.ts';
import { countInRequest } from './messages-request.ts';
import { bash, call, say, type Reply } from './reply.ts';
import { onCompaction } from './script.ts';
import { startSession } from './session.ts';
import { startTerminal } from './terminal.ts';
import { createWorld } from './world.ts';

describe('a compacted conversation', () => {
  it('that the user compacted with /compact gets its memory again, once, and no word about our hooks', async () => {
    await using world = await createWorld();
    await leaveMemory(world, 'kestrel');
    await using api = await startFakeApi({ rules: [onCompaction('We said hello.')], replies: [say('Hello there.'), say('Still here.')] });
    await using terminal = await startTerminal(world, api);
    await terminal.enter('good morning');
    await terminal.shows('Hello there.');
    await terminal.enter('/compact');
    await terminal.shows('Compacted');
    await terminal.enter('are you there');
    await terminal.shows('Still here.');
    const after = await api.request(2);
    expect(countInRequest(after, 'We said hello.')).toBe(1);
    expect(countInRequest(after, '<holdfast-memory')).toBe(1);
    expect(countInRequest(after, 'kestrel')).toBeGreaterThan(0);
    expect(countInRequest(after, 'completed successfully'), 'noise of PreCompact and PostCompact hooks').toBe(0);
  });

  it('that the client compacted by itself gets its memory again, once', async () => {
    await using world = await createWorld();
    await leaveMemory(world, 'kestrel');
    const fill = (inputTokens: number): Reply => ({ ...call(bash('head -c 29000 /dev/zero | tr "\\0" y')), inputTokens });
    const replies = [...[5_000, 20_000, 40_000, 60_000].map(fill), say('Done.')];
    await using api = await startFakeApi({ rules: [onCompaction('We filled the window.')], replies });
    await using session = await startSession(world, api, { args: ['--autocompact', '100000'] });
    await session.ask('Fill it.');
    const after = api.requests.find(({ body }) => countInRequest(body, 'We filled the window.') > 0)?.body;
    expect(after && countInRequest(after, '<holdfast-memory')).toBe(1);
    expect(after && countInRequest(after, 'kestrel')).toBeGreaterThan(0);
  });
});
