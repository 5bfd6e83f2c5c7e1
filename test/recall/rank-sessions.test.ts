import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hit } from '../../src/model/query.ts';
import { rankSessions } from '../../src/recall/rank-sessions.ts';
import type { SpreadTurn } from '../../src/recall/spread.ts';
import { sampleMemory } from './sample-memory.ts';

const NOTHING = { turns: [], sessions: new Map(), memories: [] };

describe('rankSessions', () => {
  it('goes by the best turn of each, wherever it comes and however many others there are', () => {
    const turns = [turn('b', 0.1), turn('b', 0.4), turn('b', 0.4), turn('a', 0.2), turn('a', 0.8), turn('a', 0.1)];
    expect(rankSessions({ ...NOTHING, turns })).toEqual([
      { session: 'a', score: 1 },
      { session: 'b', score: 0.5 },
    ]);
  });

  it('goes by what a turn says itself, not by what its neighbours lend', () => {
    const turns = [{ ...turn('a', 0), score: 9 }, turn('b', 0.5)];
    expect(rankSessions({ ...NOTHING, turns })).toEqual([
      { session: 'b', score: 1 },
      { session: 'a', score: 0 },
    ]);
  });

  it('adds a half for the session as a whole and a half for its best memory, each as a part of the best', () => {
    const found = {
      turns: [turn('a', 1), turn('b', 0.5)],
      sessions: new Map([
        ['b', 8],
        ['c', 4],
      ]),
      memories: [hit('b', 2), hit('b', 4), hit('c', 3), hit('c', 1)],
    };
    expect(rankSessions(found)).toEqual([
      { session: 'b', score: 0.5 + 0.5 + 0.5 },
      { session: 'a', score: 1 },
      { session: 'c', score: 0.25 + 0.375 },
    ]);
  });

  it('leaves out memories that belong to no session', () => {
    expect(rankSessions({ ...NOTHING, memories: [hit('', 9), hit('a', 3)] }).map(({ session }) => session)).toEqual(['a']);
  });

  it('finds nothing in nothing', () => {
    expect(rankSessions(NOTHING)).toEqual([]);
  });

  it('gives every session once, with a finite score from 0 to 2, the best first', () => {
    const session = fc.constantFrom('a', 'b', 'c', 'd', '');
    const score = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
    const found = fc.record({
      turns: fc.array(fc.tuple(session, fc.double({ min: 0, max: 1, noNaN: true })).map(([id, own]) => turn(id, own))),
      sessions: fc.array(fc.tuple(session, score)).map((entries) => new Map(entries)),
      memories: fc.array(fc.tuple(session, score).map(([id, each]) => hit(id, each))),
    });
    fc.assert(
      fc.property(found, ({ turns, sessions, memories }) => {
        const ranked = rankSessions({ turns, sessions, memories });
        const all = new Set([...turns.map((each) => each.session), ...sessions.keys(), ...memories.map(({ memory }) => memory.session)]);
        all.delete('');
        expect(ranked.map((each) => each.session).toSorted()).toEqual([...all].toSorted());
        for (const [i, each] of ranked.entries()) {
          expect(Number.isFinite(each.score) && each.score >= 0 && each.score <= 2).toBe(true);
          expect(i === 0 || ranked[i - 1]!.score >= each.score).toBe(true);
        }
      }),
    );
  });
});

function turn(session: string, own: number): SpreadTurn {
  return { number: 1, session, prompt: 'p', score: own, own };
}

function hit(session: string, score: number): Hit {
  return { memory: sampleMemory({ session }), score, why: '' };
}
