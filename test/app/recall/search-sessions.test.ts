import { describe, expect, it } from 'vitest';
import { searchSessions } from '../../../src/app/recall/search-sessions.ts';
import { NOON } from '../../samples.ts';
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
      type: 'discovery',
      title: 'authentication',
      subtitle: '',
      narrative: '',
      facts: [],
      concepts: [],
      filesRead: [],
      filesModified: [],
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

  it('requires a quoted phrase', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: ['the worker queue'] }], { session: 'one' });
    await tellTurns(bench, [{ said: ['a queue for the worker'] }], { session: 'two' });
    expect(await find(bench, '"worker queue" worker')).toEqual(['one']);
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

async function find({ ports }: Bench, text: string, over: Partial<Parameters<typeof searchSessions>[1]> = {}): Promise<string[]> {
  return (await searchSessions(ports, { text, limit: 9, offset: 0, ...over })).map(({ session }) => session);
}
