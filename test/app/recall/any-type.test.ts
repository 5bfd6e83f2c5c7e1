import { expect, it } from 'vitest';
import { brief } from '../../../src/app/recall/brief.ts';
import { search } from '../../../src/app/recall/search.ts';
import { writeMemory } from '../../../src/inject/memory-text.ts';
import { CODE } from '../../../src/distill/mode/code.ts';
import { NOON } from '../../samples.ts';
import { openBench } from '../bench.ts';
import { saveMemories } from '../save-memories.ts';

const ODD = { title: 'Slugs ate the lettuce', type: 'pest_alert', concepts: ['soil'] };

it('a memory whose type and concepts are in no mode is kept, found, filtered by and told', async () => {
  const bench = await openBench();
  const { project, numbers } = await saveMemories(
    bench,
    ODD,
    { title: 'Lettuce was sown' },
    { ...ODD, title: 'Frost', type: '', concepts: [] },
  );
  expect(CODE.types.map(({ id }) => id)).not.toContain(ODD.type);
  const look = { project, limit: 10, offset: 0, order: 'relevance' } as const;
  expect((await search(bench.ports, { ...look, text: 'lettuce' })).map(({ memory }) => memory.title).toSorted()).toEqual([
    'Lettuce was sown',
    'Slugs ate the lettuce',
  ]);
  const [hit, ...rest] = await search(bench.ports, { ...look, text: '', types: ['pest_alert'] });
  expect([hit?.memory.number, rest]).toEqual([numbers[0], []]);
  expect(hit?.memory).toMatchObject(ODD);
  const told = await brief(bench.ports, { project: { id: project, name: 'work', knownSince: NOON }, session: 'another', tokens: 2_000 });
  expect(told?.text).toContain(`#${numbers[0]} pest_alert Slugs ate the lettuce\n`);
  expect(told?.given.map(({ number }) => number).toSorted()).toEqual(numbers);
  expect(writeMemory(hit!.memory)).toContain('pest_alert');
});
