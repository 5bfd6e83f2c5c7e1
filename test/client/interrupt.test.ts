import { describe, expect, it } from 'vitest';
import { startFakeApi } from './fake-api.ts';
import { idOfToolCall } from './own-ids.ts';
import { bash, call, say } from './reply.ts';
import { untilStored } from './stored.ts';
import { startTerminal } from './terminal.ts';
import { findSession, hasToolUse } from './transcript.ts';
import { waitFor } from './wait-for.ts';
import { createWorld } from './world.ts';

describe('a turn that the user interrupts', () => {
  it('is stored with the call that was broken off as failed, though no hook tells of its end', async () => {
    await using world = await createWorld();
    const slow = bash('perl -e "sleep 20"');
    await using api = await startFakeApi({ replies: [call(slow), say('Going on.')] });
    await using terminal = await startTerminal(world, api);
    await terminal.enter('do something slow');
    const session = await waitFor('the session', () => findSession(world));
    await waitFor('the call', async () => (await hasToolUse(world, session, slow.id)) || undefined);
    terminal.pressEscape();
    await terminal.shows('Interrupted');
    await terminal.enter('never mind');
    await terminal.shows('Going on.');
    const id = idOfToolCall(session, slow);
    const events = await untilStored(world, session, (stored) => stored.some((event) => event.id === id));
    expect(events.filter(({ kind }) => kind === 'prompt').map(({ text }) => text)).toEqual(['do something slow', 'never mind']);
    expect(events.find((event) => event.id === id)?.call).toMatchObject({ failed: true });
  });
});
