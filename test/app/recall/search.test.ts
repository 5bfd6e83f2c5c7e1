import { describe, expect, it } from 'vitest';
import { search } from '../../../src/app/recall/search.ts';
import { indexRecord } from '../../../src/app/work/index-record.ts';
import type { Query } from '../../../src/model/query.ts';
import { NOON } from '../../samples.ts';
import { type Bench, openBench, runAll } from '../bench.ts';
import { saveMemories } from '../save-memories.ts';
import { tellTurns } from '../tell-turns.ts';

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
  it('finds a memory by what was said in its turn, behind one that says it itself', async () => {
    const bench = await openBench();
    await tellTurns(bench, [
      { said: ['The staging proxy answers with 502', 'I will look into it.'], made: [{ title: 'Raised the timeout' }] },
      { said: ['Thanks', 'You are welcome.'] },
      { said: ['Something else', 'Indeed.'] },
      { said: ['And more', 'Done.'], made: [{ title: 'Wrote the changelog' }] },
    ]);
    await saveMemories(bench, { title: 'The staging proxy lives in the basement' });
    expect(await titles(bench, query('staging proxy'))).toEqual(['The staging proxy lives in the basement', 'Raised the timeout']);
    expect(await titles(bench, query('502'))).toEqual(['Raised the timeout']);
  });

  it('says what found a memory whose own words do not match: its turn, the turns beside it, its meaning', async () => {
    const bench = await openBench();
    await tellTurns(bench, [
      { said: ['The staging proxy answers with 502'], made: [{ title: 'Raised the timeout' }] },
      { said: ['And now?'], made: [{ title: 'Wrote the changelog' }] },
    ]);
    const { numbers } = await saveMemories(bench, { title: 'Restarted nginx' }, { title: 'The proxy of staging' });
    const { updatedAt } = (await bench.ports.store.memories([String(numbers[0])]))[0]!;
    await bench.ports.store.putVectors('any', [{ memory: numbers[0]!, updatedAt, vector: new Float32Array([1, 0]) }]);
    const embedder = { name: 'any', embed: async (texts: readonly string[]) => texts.map(() => new Float32Array([1, 0])) };
    const hits = await search({ ...bench.ports, embedder }, query('staging proxy'));
    const whys = hits.map(({ memory, why }) => [memory.title, why.replace(/; from the assistant.*/, '')]);
    expect(Object.fromEntries(whys)).toEqual({
      'The proxy of staging': 'title: staging proxy',
      'Raised the timeout': 'in its turn',
      'Wrote the changelog': 'beside its turn',
      'Restarted nginx': 'near in meaning',
    });
  });

  it('puts that of two memories first whose turn says more of it', async () => {
    const bench = await openBench();
    const made = [{ title: 'Fixed the login' }];
    for (const [session, said] of Object.entries({ a: 'please', b: 'the cookie is gone', c: 'once more' }))
      await tellTurns(bench, [{ said: [said], made }], { session });
    const hits = await search(bench.ports, query('login cookie'));
    expect(hits).toHaveLength(3);
    expect(hits[0]!.memory.session).toBe('b');
  });

  it('goes by all that was said in a turn together', async () => {
    const bench = await openBench();
    const made = [{ title: 'Fixed it' }];
    await tellTurns(bench, [{ said: ['the staging server', 'one', 'two', 'its proxy is down'], made }], { session: 'both' });
    await tellTurns(bench, [{ said: ['the staging server', 'one', 'two', 'its certificate is old'], made }], { session: 'one of them' });
    expect((await search(bench.ports, query('staging proxy'))).map(({ memory }) => memory.session)).toEqual(['both', 'one of them']);
  });

  it('finds by what was said in a turn within the filters only', async () => {
    const bench = await openBench();
    const said = ['the staging proxy'];
    const project = await tellTurns(bench, [{ said, made: [{ title: 'Here', type: 'decision', filesModified: ['src/a.ts'] }] }]);
    await tellTurns(bench, [{ said, made: [{ title: 'There' }] }], { session: 'other', folder: '/other' });
    await tellTurns(bench, [{ said, made: [{ title: 'Long ago' }] }], { session: 'old', at: NOON - 9 * DAY });
    const found = async (filter: Partial<Query>): Promise<string[]> => (await titles(bench, { ...query('staging'), ...filter })).toSorted();
    expect(await found({})).toEqual(['Here', 'Long ago', 'There']);
    expect(await found({ project })).toEqual(['Here', 'Long ago']);
    expect(await found({ project, from: NOON - DAY })).toEqual(['Here']);
    expect(await found({ to: NOON - DAY })).toEqual(['Long ago']);
    expect(await found({ types: ['decision'] })).toEqual(['Here']);
    expect(await found({ file: 'src/a.ts' })).toEqual(['Here']);
  });

  it('finds no memory by a quoted phrase that neither it nor its turn has, whatever was said just before and after', async () => {
    const bench = await openBench();
    await tellTurns(bench, [
      { said: ['the queue'], made: [{ title: 'Before' }] },
      { said: ['the worker queue'], made: [{ title: 'Raised the timeout' }] },
      { said: ['a queue for the worker'], made: [{ title: 'After' }] },
    ]);
    await saveMemories(bench, { title: 'Own', narrative: 'worker queue' });
    expect((await titles(bench, query('"worker queue"'))).toSorted()).toEqual(['Own', 'Raised the timeout']);
  });

  it('finds nothing by the words of a turn that was forgotten', async () => {
    const bench = await openBench();
    const made = [
      { title: 'Raised the timeout', evidence: ['session-1/0/0'] },
      { title: 'Noted it', evidence: ['session-1/0/1'] },
    ];
    await tellTurns(bench, [{ said: ['the staging proxy', 'It is down.'], made }]);
    const hits = await search(bench.ports, query('staging'));
    expect(hits).toHaveLength(2);
    await bench.ports.store.forget([hits.find(({ memory }) => memory.title === 'Raised the timeout')!.memory.id], bench.now);
    expect([await titles(bench, query('staging')), await titles(bench, query('down'))]).toEqual([[], []]);
    await runAll(indexRecord(bench.ports));
    expect([await titles(bench, query('staging')), await titles(bench, query('down'))]).toEqual([[], ['Noted it']]);
  });
});

function query(text: string): Query {
  return { text, limit: 20, offset: 0, order: 'relevance' };
}

async function titles({ ports }: Bench, asked: Query): Promise<string[]> {
  return (await search(ports, asked)).map(({ memory }) => memory.title);
}
