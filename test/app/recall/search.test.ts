import { describe, expect, it } from 'vitest';
import { search } from '../../../src/app/recall/search.ts';
import type { Query } from '../../../src/model/query.ts';
import { NOON } from '../../samples.ts';
import { type Bench, openBench } from '../bench.ts';
import { saveMemories } from '../save-memories.ts';

const DAY = 86_400_000;

describe('searching', () => {
  it('finds by any of the words and says why', async () => {
    const bench = await openBench();
    await saveMemories(bench, { title: 'Fixed the login loop' }, { title: 'Wrote the changelog' });
    const [hit, ...rest] = await search(bench.ports, query('login crash'));
    expect(rest).toEqual([]);
    expect(hit).toMatchObject({ memory: { title: 'Fixed the login loop' }, why: expect.stringContaining('login') });
    expect(hit!.score).toBeGreaterThan(0);
  });

  it('finds phrases, paths, identifiers and words of scripts without spaces', async () => {
    const bench = await openBench();
    await saveMemories(
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
    await saveMemories(bench, { title: 'Old', at: NOON - DAY }, { title: 'New' });
    expect(await titles(bench, query(''))).toEqual(['New', 'Old']);
    expect(await titles(bench, { ...query('  '), order: 'oldest' })).toEqual(['Old', 'New']);
    expect(await titles(bench, query('?!'))).toEqual([]);
  });

  it('sorts by date where asked to', async () => {
    const bench = await openBench();
    await saveMemories(
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
    await saveMemories(bench, ...Array.from({ length: 25 }, (_, i) => ({ title: `login ${i}`, at: NOON - i * DAY })));
    const pages: string[] = [];
    for (const offset of [0, 10, 20]) pages.push(...(await titles(bench, { ...query('login'), limit: 10, offset })));
    expect(pages).toHaveLength(25);
    expect(new Set(pages).size).toBe(25);
  });

  it('keeps to the project asked for', async () => {
    const bench = await openBench();
    const { project } = await saveMemories(bench, { title: 'login here' });
    await bench.ports.store.project({ aliases: ['folder:/other'], name: 'other' }, NOON);
    expect(await titles(bench, { ...query('login'), project })).toEqual(['login here']);
    expect(await titles(bench, { ...query('login'), project: 'another' })).toEqual([]);
  });
});

function query(text: string): Query {
  return { text, limit: 20, offset: 0, order: 'relevance' };
}

async function titles({ ports }: Bench, asked: Query): Promise<string[]> {
  return (await search(ports, asked)).map(({ memory }) => memory.title);
}
