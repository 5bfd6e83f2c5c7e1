import { describe, expect, it } from 'vitest';
import { searchRecord } from '../../../src/app/recall/search-record.ts';
import { parseQuery } from '../../../src/recall/parse.ts';
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
      { said: ['Which port does the staging proxy take?', 'It listens on 8443.', 'Anything else?', 'No more.'] },
    ]);
    const [asked, answered, ...rest] = await find(bench, 'staging proxy port');
    expect(asked).toMatchObject({ id: 'session-1/1/0', own: 1 });
    expect(answered).toMatchObject({ id: 'session-1/1/1', own: 0 });
    expect(rest.map(({ id }) => id).toSorted()).toEqual(['session-1/0/0', 'session-1/0/1', 'session-1/1/2']);
  });

  it('prefers what was said in a session that is about it as a whole', async () => {
    const bench = await openBench();
    // Too far apart to lend each other anything; of equals, the later would come first.
    const said = ['the cookie', 'one', 'two', 'three'];
    await tellTurns(bench, [{ said: [...said, 'the certificate'] }], { session: 'about' });
    await tellTurns(bench, [{ said: [...said, 'the weather'] }], { session: 'else' });
    const cookies = (await find(bench, 'cookie certificate')).filter(({ id }) => id.endsWith('/0/0'));
    expect(cookies.map(({ id, own }) => [id, own])).toEqual([
      ['about/0/0', cookies[1]!.own],
      ['else/0/0', cookies[0]!.own],
    ]);
  });

  it('keeps to the project and the time, in passages and in sessions', async () => {
    const bench = await openBench();
    const project = await tellTurns(bench, [{ said: ['the login'] }]);
    await tellTurns(bench, [{ said: ['the login'] }], { session: 'other', folder: '/other' });
    await tellTurns(bench, [{ said: ['the login'] }], { session: 'old', at: NOON - 9 * DAY });
    const found = async (scope: RecordScope): Promise<[passages: string[], sessions: string[]]> => {
      const { passages, sessions } = await searchRecord(bench.ports, parseQuery('login').terms, scope);
      return [[...new Set(passages.map(({ session }) => session))].toSorted(), [...sessions.keys()].toSorted()];
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
    expect(await searchRecord(bench.ports, parseQuery('login').terms, {})).toEqual({ passages: [], sessions: new Map() });
  });
});

async function find({ ports }: Bench, text: string): Promise<{ id: string; score: number; own: number }[]> {
  const { passages } = await searchRecord(ports, parseQuery(text).terms, {});
  const places = await ports.store.placesOf(passages.map(({ seq }) => seq));
  return passages.map(({ seq, score, own }) => ({ id: places.get(seq)!.id, score, own }));
}
