import { describe, expect, it } from 'vitest';
import { startFakeApi } from './fake-api.ts';
import { idOfToolCall } from './own-ids.ts';
import { bash, call, say, tool } from './reply.ts';
import { startSession } from './session.ts';
import { untilStored } from './stored.ts';
import { createWorld } from './world.ts';

const TASK = 'Count the herons in the pond.';

describe('a subagent', () => {
  it("has its events stored as its own, in the turn that started it, and its report is nobody's prompt", async () => {
    await using world = await createWorld();
    const delegate = tool('Agent', { description: 'count', prompt: TASK, subagent_type: 'general-purpose' });
    const count = bash('echo three herons');
    await using api = await startFakeApi({
      rules: [{ lastUser: /Count the herons|three herons/, replies: [call(count), say('There are three.')] }],
      replies: [call(delegate), say('I sent someone.'), say('Three, it says.')],
    });
    await using session = await startSession(world, api);
    session.say('How many herons?');
    await session.turn(1);
    const events = await untilStored(world, session.id, (stored) => stored.some(({ text }) => text === 'Three, it says.'));

    const prompts = events.filter(({ kind }) => kind === 'prompt');
    expect(prompts).toMatchObject([{ text: 'How many herons?' }]);
    const own = events.find(({ id }) => id === idOfToolCall(session.id, count));
    expect(own).toMatchObject({ prompt: prompts[0]!.prompt, subagent: { type: 'general-purpose' }, call: { output: 'three herons' } });
    const parents = events.find(({ id }) => id === idOfToolCall(session.id, delegate));
    expect(parents?.prompt).toBe(prompts[0]!.prompt);
    expect(parents?.subagent).toBeUndefined();
    const end = events.find(({ kind }) => kind === 'subagent_end');
    expect(end).toMatchObject({ text: 'There are three.', subagent: { id: own?.subagent?.id } });
  });
});
