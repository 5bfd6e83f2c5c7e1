import { describe, expect, it } from 'vitest';
import { brief } from '../../../src/app/recall/brief.ts';
import type { MemoryDraft } from '../../../src/model/memory.ts';
import { NOON, sampleDraft, sampleEvent } from '../../samples.ts';
import { type Bench, openBench } from '../bench.ts';

const DAY = 86_400_000;
const ROOM_FOR_TEN = 330;

describe('which earlier work a session is told of, where there is no room for all', () => {
  it('is the work on the files that were changed last, before other work of the same days', async () => {
    const bench = await openBench();
    for (let i = 1; i <= 40; i += 1) await save(bench, { title: `Work ${i}`, at: NOON - i * DAY, filesModified: [`src/${i % 20}.ts`] });
    const titles = await told(bench);
    // The ten files that were changed last are those of the ten newest, and of 21 to 30.
    expect(titles.filter((title) => /^Work [1-5]$/.test(title))).toHaveLength(5);
    expect(titles).toContain('Work 21');
    expect(titles).not.toContain('Work 20');
  });

  it('is the work on the branch that is checked out, before other work of the same days', async () => {
    const bench = await openBench();
    for (let i = 1; i <= 40; i += 1) await save(bench, { title: `Work ${i}`, at: NOON - i * DAY }, i % 2 === 0 ? 'main' : 'other');
    const titles = await told(bench);
    expect(titles.filter((title) => Number(title.slice(5)) % 2 === 0).length).toBeGreaterThan(titles.length / 2);
  });

  it('is told by day, the newest first', async () => {
    const bench = await openBench();
    for (let i = 1; i <= 40; i += 1) await save(bench, { title: `Work ${i}`, at: NOON - i * DAY, filesModified: [`src/${i % 20}.ts`] });
    const numbers = (await told(bench)).map((title) => Number(title.slice(5)));
    expect(numbers.length).toBeGreaterThan(5);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });
});

async function told(bench: Bench): Promise<string[]> {
  const project = await bench.ports.store.project({ aliases: ['folder:/work'], name: 'work' }, NOON);
  const { text } = (await brief(bench.ports, { project, session: '', cwd: '/work', tokens: ROOM_FOR_TEN }))!;
  return [...text.matchAll(/Work \d+/g)].map(([title]) => title);
}

async function save({ ports: { store } }: Bench, draft: Partial<MemoryDraft>, branch = 'other'): Promise<void> {
  const { id: project } = await store.project({ aliases: ['folder:/work'], name: 'work' }, NOON);
  const id = `of ${branch}, ${draft.title}`;
  const session = { id, agent: 'test', project, cwd: '/work', branch };
  await store.append({ events: [sampleEvent({ id, session: id, at: draft.at! })], session });
  const drafts = [sampleDraft({ filesModified: [], ...draft })];
  const of = { ...session, startedAt: draft.at!, lastEventAt: draft.at! };
  await store.saveDistilled({ session: of, turn: 'prompt-1', fingerprint: '', distilledBy: 'test', drafts });
}
