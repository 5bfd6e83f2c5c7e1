import { describe, expect, it } from 'vitest';
import { timeline } from '../../../src/app/recall/timeline.ts';
import { NOON } from '../../samples.ts';
import { openBench } from '../bench.ts';
import { saveMemories } from '../save-memories.ts';

const DAY = 86_400_000;

describe('a timeline', () => {
  it('shows what came before and after a memory', async () => {
    const bench = await openBench();
    const { numbers } = await saveMemories(bench, ...[1, 2, 3, 4, 5].map((day) => ({ title: `Day ${day}`, at: NOON + day * DAY })));
    const { anchor, memories } = await timeline(bench.ports, { anchor: `#${numbers[2]}`, before: 1, after: 9 });
    expect(anchor.title).toBe('Day 3');
    expect(memories.map(({ title }) => title)).toEqual(['Day 2', 'Day 3', 'Day 4', 'Day 5']);
  });

  it('goes around the best match of a query, or the latest memory', async () => {
    const bench = await openBench();
    const { project } = await saveMemories(bench, { title: 'Login', at: NOON - DAY }, { title: 'Other' });
    expect((await timeline(bench.ports, { query: 'login', project, before: 0, after: 0 })).anchor.title).toBe('Login');
    expect((await timeline(bench.ports, { anchor: '', query: '', project, before: 0, after: 0 })).anchor.title).toBe('Other');
  });

  it('is refused where nothing matches', async () => {
    const bench = await openBench();
    for (const request of [{ anchor: '7' }, { query: 'login' }, {}]) {
      await expect(timeline(bench.ports, { ...request, before: 1, after: 1 })).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});
