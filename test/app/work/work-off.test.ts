import { describe, expect, it } from 'vitest';
import { workOff } from '../../../src/app/work/work-off.ts';
import { sampleEvent } from '../../samples.ts';
import { type Bench, openBench, runAll } from '../bench.ts';
import { scriptModel } from '../scripted-model.ts';

describe('working off all that waits', () => {
  it('distills, asks the model, and sums the sessions up anew', async () => {
    const { bench, model } = await openWithSessions(['a', 'b']);
    const stages = await runAll(workOff({ ...bench.ports, spool: bench.around.spool, model }, new AbortController().signal));
    expect(stages).toEqual(['distilling', 'distilling', 'asking the model', 'asking the model']);
    expect(model.asked).toEqual(['prompt-1', 'prompt-1']);
    expect((await bench.ports.store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 0 });
  });

  it('asks a model again that was left alone: who asks for it now may have put right what was wrong', async () => {
    const { bench, model } = await openWithSessions(['a']);
    await bench.ports.store.report(model.name, bench.now, { ok: false, error: 'a wrong key', threshold: 1, pauseMs: 9e6, longestMs: 9e6 });
    await runAll(workOff({ ...bench.ports, spool: bench.around.spool, model }, new AbortController().signal));
    expect(model.asked).toEqual(['prompt-1']);
  });

  it('sums up a session of several turns by the model, without waiting for it to be quiet', async () => {
    const { bench, model } = await openWithSessions(['a'], ['prompt-1', 'prompt-2']);
    await runAll(workOff({ ...bench.ports, spool: bench.around.spool, model }, new AbortController().signal));
    expect(model.asked).toEqual(['prompt-1', 'prompt-2', '*']);
    expect((await bench.ports.store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 0 });
  });

  it('stores first what the store could not take when it came', async () => {
    const bench = await openBench();
    const call = { session: 'session-1', cwd: '/p', events: [sampleEvent({ id: 'waited' })], settled: true };
    await bench.around.spool.put({ agent: 'test', call });
    const stages = await runAll(workOff({ ...bench.ports, spool: bench.around.spool }, new AbortController().signal));
    expect(stages).toEqual(['distilling']);
    expect((await bench.ports.store.stubs('session-1')).map(({ id }) => id)).toEqual(['waited']);
    expect((await bench.around.spool.size()).files).toBe(0);
  });

  it('begins nothing any more once it is told to stop, and gives back what it had begun', async () => {
    const { bench, model } = await openWithSessions(['a', 'b']);
    const stopping = new AbortController();
    for await (const _ of workOff({ ...bench.ports, spool: bench.around.spool, model }, stopping.signal)) stopping.abort();
    expect({ distilled: bench.distiller.asked, asked: model.asked }).toEqual({ distilled: ['prompt-1'], asked: [] });
    expect((await bench.ports.store.stats()).jobs).toMatchObject({ leased: 0, dead: 0 });
  });
});

async function openWithSessions(
  ids: readonly string[],
  prompts: readonly string[] = ['prompt-1'],
): Promise<{ bench: Bench; model: ReturnType<typeof scriptModel> }> {
  const bench = await openBench();
  const project = await bench.ports.store.project(await bench.ports.locate('/p'), bench.now);
  for (const id of ids) {
    const session = { id, agent: 'test', project: project.id, cwd: '/p' };
    const events = prompts.map((prompt, n) => sampleEvent({ id: `event-${id}-${n}`, session: id, prompt, at: bench.now - n }));
    await bench.ports.store.append({ events, session });
  }
  return { bench, model: scriptModel() };
}
