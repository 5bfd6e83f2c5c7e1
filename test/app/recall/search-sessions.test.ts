import { describe, expect, it } from 'vitest';
import { searchSessions } from '../../../src/app/recall/search-sessions.ts';
import { BLANK, NOON, sampleDraft, sampleEvent } from '../../samples.ts';
import { type Bench, openBench } from '../bench.ts';
import { saveMemories } from '../save-memories.ts';
import { tellTurns } from '../tell-turns.ts';

const DAY = 86_400_000;

describe('searching sessions', () => {
  it('finds the sessions in which it was said, the one that says the most of it first', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: ['the login'] }], { session: 'a little' });
    await tellTurns(bench, [{ said: ['the login', 'its loop'] }, { said: ['the login loops'] }], { session: 'a lot' });
    await tellTurns(bench, [{ said: ['the weather'] }], { session: 'nothing' });
    expect(await find(bench, 'login loop')).toEqual(['a lot', 'a little']);
    expect(await find(bench, 'kubernetes')).toEqual([]);
    expect(await find(bench, '?!')).toEqual([]);
  });

  it('finds a session by a memory of it alone, but no memory that belongs to none', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: ['Please help'], made: [{ title: 'Done', narrative: 'authentication' }] }]);
    await bench.ports.store.remember({
      ...BLANK,
      type: 'discovery',
      title: 'authentication',
      content: {},
      authority: 'user',
      confidence: 1,
      evidence: [],
      at: NOON,
      session: '',
      agent: '',
      project: (await saveMemories(bench)).project,
      distilledBy: 'user',
    });
    expect(await find(bench, 'authentication')).toEqual(['session-1']);
  });

  it('tells what is remembered of a session also while that waits to be distilled anew', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: ['the login', 'its loop'], made: [{ title: 'Login' }] }]);
    const again = { id: 'session-1/0/1', session: 'session-1', prompt: '0', kind: 'assistant_message', text: 'its loop' } as const;
    await bench.ports.store.append({ events: [sampleEvent({ ...again, origin: 'line-1', prompt: '1' })] });
    expect(await bench.ports.store.distilled('session-1')).toEqual(new Map());
    expect(await searchSessions(bench.ports, { text: 'login', limit: 9, offset: 0 })).toMatchObject([{ memories: 1, best: [1] }]);
  });

  it('requires a quoted phrase', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: ['the worker queue'] }], { session: 'one' });
    await tellTurns(bench, [{ said: ['a queue for the worker'] }], { session: 'two' });
    expect(await find(bench, '"worker queue" worker')).toEqual(['one']);
  });

  it('takes a word that nobody wrote for the one that was meant', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: ['Please help'], made: [{ title: 'ensureWorkerStarted hangs' }] }]);
    expect(await find(bench, 'ensureWorkerStrated')).toEqual(['session-1']);
  });

  it('sorts by date where asked to', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: ['the login'] }], { session: 'old', at: NOON - DAY });
    await tellTurns(bench, [{ said: ['the login loop'] }], { session: 'older', at: NOON - 2 * DAY });
    await tellTurns(bench, [{ said: ['its loop'] }], { session: 'new' });
    expect(await find(bench, 'login loop', { order: 'newest' })).toEqual(['new', 'old', 'older']);
    expect(await find(bench, 'login loop', { order: 'oldest' })).toEqual(['older', 'old', 'new']);
  });

  it('keeps to the project and the time', async () => {
    const bench = await openBench();
    const project = await tellTurns(bench, [{ said: ['the login'], made: [{ title: 'Login' }] }]);
    await tellTurns(bench, [{ said: ['the login'], made: [{ title: 'Login' }] }], { session: 'other', folder: '/other' });
    await tellTurns(bench, [{ said: ['the login'], made: [{ title: 'Login' }] }], { session: 'old', at: NOON - 9 * DAY });
    expect((await find(bench, 'login')).toSorted()).toEqual(['old', 'other', 'session-1']);
    expect((await find(bench, 'login', { project })).toSorted()).toEqual(['old', 'session-1']);
    expect(await find(bench, 'login', { project, from: NOON - DAY })).toEqual(['session-1']);
    expect(await find(bench, 'login', { to: NOON - DAY })).toEqual(['old']);
  });

  it('pages through what it found, each once', async () => {
    const bench = await openBench();
    for (const session of ['a', 'b', 'c', 'd', 'e']) await tellTurns(bench, [{ said: ['the login'] }], { session });
    const pages = [];
    for (const offset of [0, 2, 4]) pages.push(...(await find(bench, 'login', { offset, limit: 2 })));
    expect(pages.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

describe('the time that a query for sessions names', () => {
  it('is a filter where nothing else is asked: the latest first, each that went on within it', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: ['one'] }], { session: 'today' });
    await tellTurns(bench, [{ said: ['two'] }], { session: 'yesterday', at: NOON - DAY });
    await tellTurns(bench, [{ said: ['three'] }], { session: 'earlier yesterday', at: NOON - DAY - 60_000, folder: '/other' });
    await tellTurns(bench, [{ said: ['four'] }], { session: 'until yesterday', at: NOON - 5 * DAY });
    await tellTurns(bench, [{ said: ['five'] }], { session: 'until yesterday', at: NOON - DAY - 120_000 });
    await tellTurns(bench, [{ said: ['six'] }], { session: 'long ago', at: NOON - 9 * DAY });
    expect(await find(bench, 'what did we do yesterday?')).toEqual(['yesterday', 'earlier yesterday', 'until yesterday']);
    expect(await find(bench, 'yesterday', { order: 'oldest' })).toEqual(['until yesterday', 'earlier yesterday', 'yesterday']);
    expect(await find(bench, '', { to: NOON - 6 * DAY })).toEqual(['long ago']);
  });

  it('is a hint beside words', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: ['the login'] }], { session: 'today' });
    await tellTurns(bench, [{ said: ['the login'] }], { session: 'yesterday', at: NOON - DAY });
    await tellTurns(bench, [{ said: ['the login'] }], { session: 'long ago', at: NOON - 9 * DAY });
    expect((await find(bench, 'the login yesterday'))[0]).toBe('yesterday');
    expect((await find(bench, 'the login before 2026-05-15'))[0]).toBe('long ago');
    expect(await find(bench, 'the login yesterday')).toHaveLength(3);
  });
});

describe('searching sessions without words', () => {
  it('lists the latest, of one project or of every one', async () => {
    const bench = await openBench();
    const project = await tellTurns(bench, [{ said: ['one'] }], { session: 'new' });
    await tellTurns(bench, [{ said: ['two'] }], { session: 'old', at: NOON - DAY });
    await tellTurns(bench, [{ said: ['three'] }], { session: 'other', folder: '/other', at: NOON - 3_600_000 });
    expect(await find(bench, '')).toEqual(['new', 'other', 'old']);
    expect(await find(bench, '', { project })).toEqual(['new', 'old']);
    expect(await find(bench, '', { limit: 1, offset: 1 })).toEqual(['other']);
    expect(await find(bench, '', { project: '' })).toEqual([]);
  });
});

describe('what is told of a session', () => {
  it('is its summary, where and when it was, how much is remembered, and which memories to read first', async () => {
    const bench = await openBench();
    const project = await tellTurns(bench, [
      { said: ['Make it green'], made: [{ title: 'Fixed the linter' }, { title: 'Wrote the changelog' }] },
      { said: ['Users are logged out'], made: [{ title: 'Raised the timeout' }] },
      { said: ['Once more'], made: [{ title: 'The login works' }] },
    ]);
    await summarise(bench, 'session-1', 'Login');
    const numbers = await numbersByTitle(bench);
    const [hit] = await searchSessions(bench.ports, { text: 'login logged', limit: 9, offset: 0 });
    const { startedAt, lastEventAt } = (await bench.ports.store.session('session-1'))!;
    const told = { session: 'session-1', agent: 'test', project, cwd: '/work', startedAt, lastEventAt, title: 'Login', memories: 5 };
    expect(hit).toEqual({ ...told, best: expect.any(Array), score: expect.any(Number) });
    expect(hit!.best.toSorted()).toEqual(['Raised the timeout', 'The login works', 'Login'].map((title) => numbers[title]));
    expect((await searchSessions(bench.ports, { text: '', limit: 1, offset: 0 }))[0]).toEqual({
      ...told,
      best: [numbers['Login']],
      score: 0,
    });
  });

  it('is the beginning of its first prompt where it has no summary', async () => {
    const bench = await openBench();
    await tellTurns(bench, [
      { said: [`Why is\n  the login slow? ${'x'.repeat(200)}`], made: [{ title: 'Nothing' }] },
      { said: ['And now?'] },
    ]);
    const [hit] = await searchSessions(bench.ports, { text: 'login', limit: 9, offset: 0 });
    expect(hit).toMatchObject({ title: expect.stringMatching(/^Why is the login slow\? x+…$/), memories: 1, best: [1] });
    expect(hit!.title).toHaveLength(120);
  });

  it('is no word that was forgotten', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: ['The secret plan'], made: [{ title: 'The plan' }] }]);
    await bench.ports.store.forget([(await bench.ports.store.memories(['1']))[0]!.id], bench.now);
    expect(await searchSessions(bench.ports, { text: '', limit: 9, offset: 0 })).toMatchObject([{ title: '', memories: 0, best: [] }]);
  });
});

async function summarise({ ports: { store } }: Bench, id: string, title: string): Promise<void> {
  const session = (await store.session(id))!;
  const drafts = [sampleDraft({ slot: 'session', type: 'session_summary', title, narrative: '', subtitle: '' })];
  await store.saveDistilled({ session, turn: '*', fingerprint: '', drafts, distilledBy: 'test' });
}

async function numbersByTitle({ ports: { store } }: Bench): Promise<Record<string, number>> {
  const memories = await store.list({ order: 'newest', limit: 99, offset: 0 });
  return Object.fromEntries(memories.map(({ title, number }) => [title, number]));
}

async function find({ ports }: Bench, text: string, over: Partial<Parameters<typeof searchSessions>[1]> = {}): Promise<string[]> {
  return (await searchSessions(ports, { text, limit: 9, offset: 0, ...over })).map(({ session }) => session);
}
