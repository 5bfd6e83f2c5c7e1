import { describe, expect, it } from 'vitest';
import { leaveMemory } from './earlier-work.ts';
import { startFakeApi } from './fake-api.ts';
import { countInRequest } from './messages-request.ts';
import { say } from './reply.ts';
import { startTerminal } from './terminal.ts';
import { createWorld } from './world.ts';

describe('a conversation cleared with /clear', () => {
  it('is followed by a new one that starts with memory, once', async () => {
    await using world = await createWorld();
    await leaveMemory(world, 'kestrel');
    await using api = await startFakeApi({ replies: [say('Hello there.'), say('A fresh start.')] });
    await using terminal = await startTerminal(world, api);
    await terminal.enter('good morning');
    await terminal.shows('Hello there.');
    await terminal.enter('/clear');
    await terminal.enter('good evening');
    await terminal.shows('A fresh start.');
    const after = await api.request(1);
    expect(countInRequest(after, 'good morning')).toBe(0);
    expect(countInRequest(after, '<holdfast-memory')).toBe(1);
    expect(countInRequest(after, 'kestrel')).toBeGreaterThan(0);
  });
});
