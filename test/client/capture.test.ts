import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { startFakeApi } from './fake-api.ts';
import { idOfToolCall } from './own-ids.ts';
import { bash, call, say, tool } from './reply.ts';
import { startSession } from './session.ts';
import { storedEvents, untilStored } from './stored.ts';
import { promptId } from './transcript.ts';
import { waitFor } from './wait-for.ts';
import { createWorld } from './world.ts';

const toolCalls = (events: readonly Event[]): readonly Event[] => events.filter(({ kind }) => kind === 'tool_call');
const hasLastWord =
  (text: string) =>
  (events: readonly Event[]): boolean =>
    events.some((event) => event.text === text);

describe('capture', () => {
  it("stores prompts, tool calls and answers under the client's own ids, each once", async () => {
    await using world = await createWorld();
    const [one, two] = [bash('echo one'), bash('echo two')];
    await using api = await startFakeApi({ replies: [call(one, two), say('All done.')] });
    await using session = await startSession(world, api);
    await session.ask('Count to two.');
    const events = await untilStored(world, session.id, hasLastWord('All done.'));
    const prompt = await waitFor('the prompt in the transcript', () => promptId(world, session.id, 'Count to two.'));
    expect(events.filter(({ kind }) => kind === 'prompt')).toMatchObject([
      { prompt, text: 'Count to two.', session: session.id, agent: 'claude-code' },
    ]);
    expect(toolCalls(events)).toMatchObject([
      { prompt, id: idOfToolCall(session.id, one), call: { tool: 'Bash', input: { command: 'echo one' }, output: 'one', failed: false } },
      { prompt, id: idOfToolCall(session.id, two), call: { tool: 'Bash', input: { command: 'echo two' }, output: 'two', failed: false } },
    ]);
    expect(events.filter(hasText('All done.'))).toMatchObject([{ kind: 'assistant_message', prompt }]);
  });

  it('has a tool call on disk before the model is asked again', async () => {
    await using world = await createWorld();
    const use = bash('echo durable');
    await using api = await startFakeApi({ replies: [call(use), { hangs: true }] });
    await using session = await startSession(world, api);
    session.say('Go.');
    await api.request(1);
    await session.kill('SIGKILL');
    expect(toolCalls(await storedEvents(world, session.id))).toMatchObject([{ id: idOfToolCall(session.id, use) }]);
  });

  it('stores a command that failed as failed, with its output', async () => {
    await using world = await createWorld();
    await using api = await startFakeApi({ replies: [call(bash('echo broken >&2; exit 3')), say('It failed.')] });
    await using session = await startSession(world, api);
    await session.ask('Run it.');
    const [event] = toolCalls(await untilStored(world, session.id, hasLastWord('It failed.')));
    expect(event?.call).toMatchObject({ failed: true, output: 'Exit code 3\nbroken' });
  });

  it('stores a call that the client refused to make as failed', async () => {
    await using world = await createWorld();
    const edit = tool('Edit', { file_path: `${world.project}/absent.ts`, old_string: 'a', new_string: 'b' });
    await using api = await startFakeApi({ replies: [call(edit), say('No such file.')] });
    await using session = await startSession(world, api);
    await session.ask('Edit it.');
    const [event] = toolCalls(await untilStored(world, session.id, hasLastWord('No such file.')));
    expect(event).toMatchObject({ id: idOfToolCall(session.id, edit), call: { tool: 'Edit', failed: true } });
  });
});

function hasText(text: string): (event: Event) => boolean {
  return (event) => event.text === text;
}
