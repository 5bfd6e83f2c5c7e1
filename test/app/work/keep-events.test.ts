import { expect, it } from 'vitest';
import { keepEvents } from '../../../src/app/work/keep-events.ts';
import { sampleEvent } from '../../samples.ts';
import { openBench } from '../bench.ts';

it('events that the reading before gave are not read again, and are the same ones', async () => {
  const { ports } = await openBench();
  const { id: project } = await ports.store.project(await ports.locate('/work'), 0);
  const events = ['a', 'b', 'c'].map((id, index) => sampleEvent({ id, session: 's', at: 1000 + index }));
  await ports.store.append({ events, session: { id: 's', agent: 'test', project, cwd: '/work' } });
  const asked: (readonly string[])[] = [];
  const read = keepEvents({ store: { ...ports.store, events: (ids) => (asked.push(ids), ports.store.events(ids)) } });
  const [, first] = await read(['a', 'b']);
  const [second, third] = await read(['b', 'c', 'gone']);
  expect(second).toBe(first);
  expect(third?.id).toBe('c');
  expect(asked).toEqual([
    ['a', 'b'],
    ['c', 'gone'],
  ]);
  await read(['a']);
  expect(asked[2]).toEqual(['a']);
});
