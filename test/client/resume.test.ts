import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { leaveMemory } from './earlier-work.ts';
import { startFakeApi } from './fake-api.ts';
import { countInRequest } from './messages-request.ts';
import { say } from './reply.ts';
import { startSession } from './session.ts';
import { untilStored } from './stored.ts';
import { createWorld } from './world.ts';

describe('a resumed session', () => {
  it('holds what it was given at its start once, not twice', async () => {
    await using world = await createWorld();
    await leaveMemory(world, 'kestrel');
    await using api = await startFakeApi({ replies: [say('Hello.'), say('Welcome back.')] });
    await using first = await startSession(world, api);
    await first.ask('Good morning.');
    await first.close();
    await using again = await startSession(world, api, { resume: first.id });
    await again.ask('Good evening.');
    const [before, after] = [await api.request(0), await api.request(1)];
    expect(countInRequest(after, 'Good morning.')).toBe(1);
    expect(countInRequest(before, 'kestrel')).toBeGreaterThan(0);
    expect(countInRequest(after, 'kestrel')).toBe(countInRequest(before, 'kestrel'));
  });

  it('goes on under the same id, and nothing of it is stored twice', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi({ replies: [say('One.'), say('Two.')] });
    await using first = await startSession(world, api);
    await first.ask('First prompt.');
    await first.close();
    await using again = await startSession(world, api, { resume: first.id });
    await again.ask('Second prompt.');
    const events = await untilStored(world, first.id, (stored) => stored.some(({ text }) => text === 'Two.'));
    expect(said(events)).toEqual(['First prompt.', 'One.', 'Second prompt.', 'Two.']);
  });

  it('that is forked does not bring the copied part into memory again', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi({ replies: [say('One.'), say('Two.')] });
    await using first = await startSession(world, api);
    await first.ask('First prompt.');
    await first.close();
    await using fork = await startSession(world, api, { fork: first.id });
    await fork.ask('Second prompt.');
    const events = await untilStored(world, fork.id, (stored) => stored.some(({ text }) => text === 'Two.'));
    expect(said(events)).toEqual(['Second prompt.', 'Two.']);
  });
});

function said(events: readonly Event[]): readonly (string | undefined)[] {
  return events.filter(({ kind }) => kind === 'prompt' || kind === 'assistant_message').map(({ text }) => text);
}
