import { describe, expect, it } from 'vitest';
import { searchRecord } from '../../../src/app/recall/search-record.ts';
import { parseQuery } from '../../../src/recall/parse.ts';
import type { SpreadTurn } from '../../../src/recall/spread.ts';
import type { RecordScope } from '../../../src/ports/record.ts';
import { NOON } from '../../samples.ts';
import { type Bench, openBench } from '../bench.ts';
import { tellTurns } from '../tell-turns.ts';

const DAY = 86_400_000;

describe('searching the record', () => {
  it('finds an answer that has no word of the question, right after what asked it', async () => {
    const bench = await openBench();
    await tellTurns(bench, [
      { said: ['Good morning', 'Hello'] },
      { said: ['Which port does the staging proxy take?', 'I will look it up.'] },
      { said: ['And?', 'It listens on 8443.'] },
      { said: ['Anything else?', 'No more.'] },
      { said: ['Thanks', 'You are welcome.'] },
    ]);
    const [asked, answered, ...rest] = await find(bench, 'staging proxy port');
    expect(asked).toMatchObject({ prompt: '1', own: 1 });
    expect(answered).toMatchObject({ prompt: '2', own: 0 });
    expect(rest.map(({ prompt }) => prompt).toSorted()).toEqual(['0', '3']);
  });

  it('finds first the turn that has all of it, whoever said which part', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: ['the staging server', 'and so on', 'its proxy is down'] }]);
    await tellTurns(bench, [{ said: ['the staging server', 'and so on', 'its certificate is old'] }], { session: 'other' });
    const found = await find(bench, 'staging proxy');
    expect(found.map(({ session, own }) => [session, own])).toEqual([
      ['session-1', 1],
      ['other', found[1]!.own],
    ]);
  });

  it('prefers what was said in a session that is about it as a whole', async () => {
    const bench = await openBench();
    // Too far apart to lend each other anything; of equals, the later would come first.
    const turns = ['the cookie', 'one', 'two', 'three'].map((text) => ({ said: [text] }));
    await tellTurns(bench, [...turns, { said: ['the certificate'] }], { session: 'about' });
    await tellTurns(bench, [...turns, { said: ['the weather'] }], { session: 'else' });
    const cookies = (await find(bench, 'cookie certificate')).filter(({ prompt }) => prompt === '0');
    expect(cookies.map(({ session, own }) => [session, own])).toEqual([
      ['about', cookies[1]!.own],
      ['else', cookies[0]!.own],
    ]);
  });

  it('keeps to the project and the time, in turns and in sessions', async () => {
    const bench = await openBench();
    const project = await tellTurns(bench, [{ said: ['the login'] }]);
    await tellTurns(bench, [{ said: ['the login'] }], { session: 'other', folder: '/other' });
    await tellTurns(bench, [{ said: ['the login'] }], { session: 'old', at: NOON - 9 * DAY });
    const found = async (scope: RecordScope): Promise<[turns: string[], sessions: string[]]> => {
      const { turns, sessions } = await searchRecord(bench.ports, parseQuery('login').terms, scope);
      return [[...new Set(turns.map(({ session }) => session))].toSorted(), [...sessions.keys()].toSorted()];
    };
    expect(await found({ project })).toEqual([
      ['old', 'session-1'],
      ['old', 'session-1'],
    ]);
    expect(await found({ project, from: NOON - DAY })).toEqual([['session-1'], ['session-1']]);
    expect(await found({ to: NOON - DAY })).toEqual([['old'], ['old']]);
  });

  it('finds nothing where nothing was said', async () => {
    const bench = await openBench();
    expect(await searchRecord(bench.ports, parseQuery('login').terms, {})).toEqual({ turns: [], sessions: new Map() });
  });
});

async function find({ ports }: Bench, text: string): Promise<readonly SpreadTurn[]> {
  return (await searchRecord(ports, parseQuery(text).terms, {})).turns;
}
