import { describe, expect, it } from 'vitest';
import { search } from '../../src/app/search.ts';
import { timeline } from '../../src/app/timeline.ts';
import type { MemoryDraft } from '../../src/model/memory.ts';
import type { Query } from '../../src/model/query.ts';
import { NOON, sampleDraft } from '../samples.ts';
import { type Bench, openBench } from './bench.ts';

const DAY = 86_400_000;

describe('searching', () => {
  it('finds by any of the words and says why', async () => {
    const bench = await openBench();
    await save(bench, { title: 'Fixed the login loop' }, { title: 'Wrote the changelog' });
    const [hit, ...rest] = await search(bench.ports, query('login crash'));
    expect(rest).toEqual([]);
    expect(hit).toMatchObject({ memory: { title: 'Fixed the login loop' }, why: expect.stringContaining('login') });
    expect(hit!.score).toBeGreaterThan(0);
  });

  it('finds phrases, paths, identifiers and words of scripts without spaces', async () => {
    const bench = await openBench();
    await save(
      bench,
      { title: 'One', narrative: 'the worker queue was empty' },
      { title: 'Two', narrative: 'a queue for the worker' },
      { title: 'Three', filesModified: ['src/auth/login.ts'] },
      { title: 'Four', narrative: 'ensureWorkerStarted() hangs with EADDRINUSE' },
      { title: 'Five', narrative: '東京都の設定' },
    );
    const found: Record<string, string[]> = {};
    for (const text of ['"worker queue"', 'auth/login.ts', 'ensure worker started', 'eaddrinuse', '東京'])
      found[text] = await titles(bench, query(text));
    expect(found).toEqual({
      '"worker queue"': ['One'],
      'auth/login.ts': ['Three'],
      'ensure worker started': expect.any(Array),
      eaddrinuse: ['Four'],
      東京: ['Five'],
    });
    expect(found['ensure worker started']![0]).toBe('Four');
  });

  it('lists by date where there is no text, and finds nothing where the text has no words', async () => {
    const bench = await openBench();
    await save(bench, { title: 'Old', at: NOON - DAY }, { title: 'New' });
    expect(await titles(bench, query(''))).toEqual(['New', 'Old']);
    expect(await titles(bench, { ...query('  '), order: 'oldest' })).toEqual(['Old', 'New']);
    expect(await titles(bench, query('?!'))).toEqual([]);
  });

  it('sorts by date where asked to', async () => {
    const bench = await openBench();
    await save(
      bench,
      { title: 'login', at: NOON - DAY },
      { title: 'other', narrative: 'login' },
      { title: 'login login', at: NOON - 2 * DAY },
    );
    expect(await titles(bench, { ...query('login'), order: 'newest' })).toEqual(['other', 'login', 'login login']);
    expect(await titles(bench, { ...query('login'), order: 'oldest' })).toEqual(['login login', 'login', 'other']);
  });

  it('pages through what it found, each once', async () => {
    const bench = await openBench();
    await save(bench, ...Array.from({ length: 25 }, (_, i) => ({ title: `login ${i}`, at: NOON - i * DAY })));
    const pages: string[] = [];
    for (const offset of [0, 10, 20]) pages.push(...(await titles(bench, { ...query('login'), limit: 10, offset })));
    expect(pages).toHaveLength(25);
    expect(new Set(pages).size).toBe(25);
  });

  it('keeps to the project asked for', async () => {
    const bench = await openBench();
    const { project } = await save(bench, { title: 'login here' });
    await bench.ports.store.project({ aliases: ['folder:/other'], name: 'other' }, NOON);
    expect(await titles(bench, { ...query('login'), project })).toEqual(['login here']);
    expect(await titles(bench, { ...query('login'), project: 'another' })).toEqual([]);
  });
});

describe('a timeline', () => {
  it('shows what came before and after a memory', async () => {
    const bench = await openBench();
    const { numbers } = await save(bench, ...[1, 2, 3, 4, 5].map((day) => ({ title: `Day ${day}`, at: NOON + day * DAY })));
    const { anchor, memories } = await timeline(bench.ports, { anchor: `#${numbers[2]}`, before: 1, after: 9 });
    expect(anchor.title).toBe('Day 3');
    expect(memories.map(({ title }) => title)).toEqual(['Day 2', 'Day 3', 'Day 4', 'Day 5']);
  });

  it('goes around the best match of a query, or the latest memory', async () => {
    const bench = await openBench();
    const { project } = await save(bench, { title: 'Login', at: NOON - DAY }, { title: 'Other' });
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

function query(text: string): Query {
  return { text, limit: 20, offset: 0, order: 'relevance' };
}

async function titles({ ports }: Bench, asked: Query): Promise<string[]> {
  return (await search(ports, asked)).map(({ memory }) => memory.title);
}

async function save(
  { ports: { store } }: Bench,
  ...drafts: readonly Partial<MemoryDraft>[]
): Promise<{ project: string; numbers: number[] }> {
  const project = await store.project({ aliases: ['folder:/work'], name: 'work' }, NOON);
  const session = { id: 's', agent: 'test', project: project.id, cwd: '/work', startedAt: NOON, lastEventAt: NOON };
  const blank = { subtitle: '', narrative: '', facts: [], concepts: [], filesRead: [], filesModified: [] };
  const numbers: number[] = [];
  for (const draft of drafts) {
    const result = {
      session,
      turn: crypto.randomUUID(),
      fingerprint: '',
      drafts: [sampleDraft({ ...blank, ...draft })],
      distilledBy: 'test',
    };
    numbers.push((await store.saveDistilled(result))[0]!.number);
  }
  return { project: project.id, numbers };
}
