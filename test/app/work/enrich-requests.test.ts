import { describe, expect, it } from 'vitest';
import { drain } from '../../../src/app/work/drain.ts';
import { HoldfastError } from '../../../src/model/error.ts';
import { runAll } from '../bench.ts';
import { scriptModel } from '../scripted-model.ts';
import { askAll, memories, openWithTurns } from './asking.ts';

const MINUTE = 60_000;

describe('several turns that wait', () => {
  it('go into one request, as far as they fit, and are saved each in its place', async () => {
    const { bench, model, ports } = await openWithTurns(['a', 'b', 'c', 'd', 'e']);
    const requests: number[] = [];
    model.batch = 3;
    const { reword } = model;
    model.reword = (questions, request) => {
      requests.push(questions.length);
      return reword(questions, request);
    };
    await askAll(ports);
    expect(requests).toEqual([3, 2]);
    expect((await memories(bench)).slice(0, 5).map(({ title }) => title)).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((name) => `Better: prompt ${name}`),
    );
  });

  it('are asked about one by one after a failure: one of them may be what no model can answer', async () => {
    const { bench, model, ports } = await openWithTurns(['a', 'b', 'c']);
    const requests: string[][] = [];
    model.batch = 3;
    const { reword } = model;
    model.reword = async (questions, request) => {
      requests.push(questions.map(({ turn }) => turn.prompt));
      if (questions.some(({ turn }) => turn.prompt === 'b')) throw new Error('no luck');
      return reword(questions, request);
    };
    await askAll(ports);
    bench.now += 10_000;
    await askAll(ports);
    expect(requests).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
  });
});

describe('a session that has been quiet for long', () => {
  it('is summed up by the model, from its memories', async () => {
    const { bench, model, ports } = await openWithTurns(['p', 'q']);
    await askAll(ports);
    await runAll(drain(ports, { eager: true }));
    bench.now += 11 * MINUTE;
    await askAll(ports);
    expect(model.asked).toEqual(['p', 'q', '*']);
    expect((await memories(bench)).at(-1)).toMatchObject({
      title: 'Better: Session: Better: prompt p; Better: prompt q',
      distilledBy: 'scripted-model',
    });
    // And once only.
    bench.now += 11 * MINUTE;
    await runAll(drain(ports, { eager: true }));
    await askAll(ports);
    expect(model.asked).toHaveLength(3);
  });

  it('is not, where it has one memory: its summary would say that again', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    await askAll(ports);
    await runAll(drain(ports, { eager: true }));
    bench.now += 11 * MINUTE;
    await askAll(ports);
    expect(model.asked).toEqual(['p']);
  });
});

describe('a model that says that it is of no use to ask', () => {
  it.each([
    ['model_denied', undefined, 59 * MINUTE],
    // Its mode is not there.
    ['config', undefined, 59 * MINUTE],
    ['model_spent', undefined, 59 * MINUTE],
    // The price is not known, or one call is more than the limit.
    ['model_budget', undefined, 59 * MINUTE],
    ['model_busy', 20 * MINUTE, 19 * MINUTE],
  ] as const)('(%s) is left alone at once, and nothing is held against the turns', async (code, retryAfterMs, pause) => {
    const { bench, model, ports } = await openWithTurns(['a', 'b']);
    model.answer = () => Promise.reject(new HoldfastError(code, 'The key is wrong.', { retryAfterMs }));
    await askAll(ports);
    bench.now += pause;
    await askAll(ports);
    expect(model.asked).toEqual(['a']);
    expect(await bench.ports.store.breakers()).toMatchObject([{ state: 'open', error: 'The key is wrong.' }]);
    model.answer = scriptModel().answer;
    bench.now += 2 * MINUTE;
    await askAll(ports);
    expect((await memories(bench)).slice(0, 2).map(({ distilledBy }) => distilledBy)).toEqual(['scripted-model', 'scripted-model']);
    expect(await bench.ports.store.breakers()).toEqual([]);
  });

  it('is another matter than a budget that is used up: that is no fault of the model', async () => {
    const { bench, model, ports } = await openWithTurns(['a', 'b']);
    model.answer = () => Promise.reject(new HoldfastError('model_budget', 'Used up.', { retryAfterMs: MINUTE }));
    for (let n = 0; n < 5; n += 1) await askAll(ports);
    expect(await bench.ports.store.breakers()).toEqual([]);
    expect((await bench.ports.store.stats()).jobs).toMatchObject({ dead: 0, leased: 0 });
    model.answer = scriptModel().answer;
    await askAll(ports);
    expect((await memories(bench))[0]).toMatchObject({ title: 'Better: prompt a' });
  });
});
