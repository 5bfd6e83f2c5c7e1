import { describe, expect, it } from 'vitest';
import { answerHook } from '../../../src/app/capture/answer-hook.ts';
import { sampleEvent } from '../../samples.ts';
import { type Bench, openBench } from '../bench.ts';
import { scriptedAgent } from '../scripted-agent.ts';

describe('a hook in a process of its own', () => {
  it('stores what it tells and gives the first prompt of a session its context', async () => {
    const bench = await openBench();
    expect(await answer(bench, { moment: 'prompt', events: [sampleEvent({ id: 'a' })] })).toMatchObject({
      context: expect.stringContaining('No memory'),
    });
    expect(await answer(bench, { moment: 'prompt', events: [sampleEvent({ id: 'b' })] })).toEqual({});
    expect((await bench.ports.store.stubs('session-1')).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('that ends a turn reads the transcript and distills it', async () => {
    const bench = await openBench();
    const transcript = bench.write([{ id: 'a', prompt: 'p', at: bench.now }]);
    expect(
      await answer(bench, { transcript, settled: true, events: [sampleEvent({ id: 'b', prompt: 'p', kind: 'assistant_message' })] }),
    ).toEqual({});
    expect(await bench.ports.store.stats()).toMatchObject({ events: 2, memories: 2, jobs: { pending: 0, leased: 0 } });
  });

  it('still gives its answer when the work after it fails', async () => {
    const bench = await openBench();
    const broken = {
      ...scriptedAgent,
      readTranscript: () => {
        throw new Error('no luck');
      },
    };
    const transcript = bench.write([{ id: 'a' }]);
    const text = await answerHook(
      bench.around,
      broken,
      { session: 'session-1', moment: 'prompt', transcript, settled: true, events: [sampleEvent()] },
      2000,
    );
    expect(JSON.parse(text)).toMatchObject({ context: expect.stringContaining('No memory') });
    expect(bench.logged).toEqual([expect.stringContaining('no luck')]);
  });

  it('keeps what the store does not take, and tells the user at a prompt', async () => {
    const bench = await openBench();
    bench.trouble = true;
    expect(await answer(bench, { events: [sampleEvent({ text: '<private>x' })] })).toEqual({});
    expect(await answer(bench, { moment: 'prompt', events: [] })).toMatchObject({ notice: expect.stringContaining('not available') });
    const kept: string[] = [];
    await bench.around.spool.drain(async ({ call }) => void kept.push(call.events[0]!.text!));
    expect(kept).toEqual(['[private]']);
  });

  it('says nothing to what is not to be kept', async () => {
    const bench = await openBench();
    expect(await answerHook(bench.around, scriptedAgent, {}, 2000)).toBe('');
  });
});

async function answer(bench: Bench, fields: object): Promise<object> {
  bench.now += 1;
  return JSON.parse(await answerHook(bench.around, scriptedAgent, { session: 'session-1', ...fields }, 2000));
}
