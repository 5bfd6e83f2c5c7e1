import { describe, expect, it } from 'vitest';
import { startFakeApi, type FakeApi } from './fake-api.ts';
import { bash, call, say } from './reply.ts';
import { startSession } from './session.ts';
import { untilStored } from './stored.ts';
import { createWorld } from './world.ts';

const CALLS = 12;

function countingApi(name: string): Promise<FakeApi> {
  const replies = Array.from({ length: CALLS }, (_, at) => call(bash(`echo ${name} ${at}`)));
  return startFakeApi({ replies: [...replies, say(`${name} is done.`)] });
}

describe('two sessions at once in one project', () => {
  it('are both stored whole: nothing lost, nothing twice, nothing mixed up', async () => {
    await using world = await createWorld();
    await using leftApi = await countingApi('left');
    await using rightApi = await countingApi('right');
    await using left = await startSession(world, leftApi);
    await using right = await startSession(world, rightApi);
    await Promise.all([left.ask('Count on the left.'), right.ask('Count on the right.')]);
    for (const [session, name] of [
      [left, 'left'],
      [right, 'right'],
    ] as const) {
      const events = await untilStored(world, session.id, (stored) => stored.some(({ text }) => text === `${name} is done.`));
      const outputs = events.flatMap((event) => event.call?.output ?? []);
      expect(outputs.toSorted()).toEqual(Array.from({ length: CALLS }, (_, at) => `${name} ${at}`).toSorted());
      expect(events.filter(({ kind }) => kind === 'prompt').map(({ text }) => text)).toEqual([`Count on the ${name}.`]);
    }
  });
});
