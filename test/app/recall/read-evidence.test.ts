import { describe, expect, it } from 'vitest';
import { tellEvidence } from '../../../src/app/recall/answers.ts';
import { forget } from '../../../src/app/recall/forget.ts';
import { readEvidence } from '../../../src/app/recall/read-evidence.ts';
import { remember } from '../../../src/app/recall/remember.ts';
import type { Memory } from '../../../src/model/memory.ts';
import { BLANK, NOON, sampleDraft } from '../../samples.ts';
import { type Bench, openBench } from '../bench.ts';
import { tellTurns } from '../tell-turns.ts';

const SECRET = 'xyzzyplugh';
const SAID = ['Why is it slow?', `The cache is off: ${SECRET}`, 'It is on now.'];

describe('the evidence of a memory', () => {
  it('is what it names, in the order it happened', async () => {
    const bench = await openBench();
    await tellTurns(bench, [
      { said: SAID, made: [{ title: 'Cache', evidence: ['session-1/0/2', 'session-1/0/0', 'session-1/0/2'] }] },
      { said: ['Another thing'] },
    ]);
    const [found, ...rest] = await readEvidence(bench.ports, ['#1']);
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ memory: { number: 1, title: 'Cache' }, total: 2 });
    expect(found!.events.map(({ text }) => text)).toEqual(['Why is it slow?', 'It is on now.']);
  });

  it('is all of its turn where it names nothing, and what joined the turn', async () => {
    const bench = await openBench();
    await tellTurns(bench, [
      { said: SAID, made: [{ title: 'Cache', evidence: [] }] },
      { said: ['Another thing'], made: [{ title: 'Other' }] },
    ]);
    const late = { id: 'late', agent: 'test', session: 'session-1', prompt: 'a-notification', at: NOON + 3500 };
    await bench.ports.store.append({ events: [{ ...late, kind: 'assistant_message', text: 'And it stays on.' }] });
    const [found] = await readEvidence(bench.ports, ['1']);
    expect(found).toMatchObject({ total: 4, events: [...SAID, 'And it stays on.'].map((text) => ({ text })) });
    expect(tellEvidence([found!], 2000)).toContain('It names no events: this is its whole turn, 4 events.');
  });

  it('is without what was forgotten, and says so', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: SAID, made: [{ title: 'Cache', evidence: ['session-1/0/1'] }] }]);
    const kept = await keep(bench, ['session-1/0/0', 'session-1/0/1', 'session-1/0/2']);
    await forget(bench.ports, ['1']);
    const [found] = await readEvidence(bench.ports, [kept.id]);
    expect(found).toMatchObject({ total: 3, events: [{ text: SAID[0] }, { text: SAID[2] }] });
    const text = tellEvidence([found!], 2000);
    expect(text).toContain('Still there: 2 of the 3 events it rests on.');
    expect(text).not.toContain(SECRET);
  });

  it('says that nothing is left where all of it is gone', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: SAID, made: [{ title: 'Cache' }] }]);
    const kept = await keep(bench, ['session-1/0/1', 'never-seen']);
    await forget(bench.ports, ['1']);
    const text = tellEvidence(await readEvidence(bench.ports, [kept.id]), 2000);
    expect(text).toMatch(/## #2 Kept\nStill there: 0 of the 2 events it rests on\.\n<\/holdfast-evidence>$/);
  });

  it('of a memory made by hand is nothing but itself', async () => {
    const bench = await openBench();
    await tellTurns(bench, [{ said: SAID }]);
    const note = await remember(bench.ports, '/work', { text: 'Deploy on Mondays.', authority: 'user' });
    const found = await readEvidence(bench.ports, [note.id]);
    expect(found).toMatchObject([{ events: [], total: 0 }]);
    expect(tellEvidence(found, 2000)).toContain('Stored by hand: no recorded event is behind it.');
  });

  it('is found for several at once, and for none that is not known or was forgotten', async () => {
    const bench = await openBench();
    await tellTurns(bench, [
      { said: ['one'], made: [{ title: 'One' }] },
      { said: ['two'], made: [{ title: 'Two' }] },
    ]);
    expect((await readEvidence(bench.ports, ['2', '999', '1'])).map(({ memory }) => memory.title)).toEqual(['Two', 'One']);
    await forget(bench.ports, ['1']);
    expect(await readEvidence(bench.ports, ['1', '999'])).toEqual([]);
    expect(tellEvidence([], 2000)).toBe('No memory has that number or id.');
  });
});

// In the user's own words, so it stays when what else was made of its events goes.
async function keep({ ports: { store } }: Bench, evidence: readonly string[]): Promise<Memory> {
  const { slot: _, ...draft } = sampleDraft({ ...BLANK, title: 'Kept', evidence });
  const { project } = (await store.session('session-1'))!;
  return store.remember({ ...draft, project, session: 'session-1', agent: 'test', distilledBy: 'user' });
}
