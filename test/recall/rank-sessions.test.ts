import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hit } from '../../src/model/query.ts';
import { rankSessions } from '../../src/recall/rank-sessions.ts';
import type { SpreadPassage } from '../../src/recall/spread.ts';
import { sampleMemory } from './sample-memory.ts';

const NOTHING = { passages: [], sessions: new Map(), memories: [] };

describe('rankSessions', () => {
  it('adds up the best passages of each, every next one for less', () => {
    const passages = [passage('a', 1), passage('a', 0.5), passage('b', 0.9), passage('b', 0.9)];
    const [first, second] = rankSessions({ ...NOTHING, passages });
    // b: 0.9 + 0.9 * 0.7 = 1.53; a: 1 + 0.5 * 0.7 = 1.35.
    expect(first).toEqual({ session: 'b', score: 1 });
    expect(second).toEqual({ session: 'a', score: expect.closeTo(1.35 / 1.53) });
  });

  it('counts the best five only, in whatever order they come', () => {
    const five = [1, 1, 1, 1, 1].map((own) => passage('a', own));
    const more = [0.1, 1, 0.2, 1, 1, 1, 0.1, 1].map((own) => passage('b', own));
    expect(rankSessions({ ...NOTHING, passages: [...more, ...five] }).map(({ score }) => score)).toEqual([1, 1]);
  });

  it('goes by what a passage says itself, not by what its neighbours lend', () => {
    const passages = [{ ...passage('a', 0), score: 9 }, passage('b', 0.5)];
    expect(rankSessions({ ...NOTHING, passages })).toEqual([
      { session: 'b', score: 1 },
      { session: 'a', score: 0 },
    ]);
  });

  it('adds a half for the session as a whole and a half for its best memory, each as a part of the best', () => {
    const found = {
      passages: [passage('a', 1), passage('b', 0.5)],
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
      passages: fc.array(fc.tuple(session, fc.double({ min: 0, max: 1, noNaN: true })).map(([id, own]) => passage(id, own))),
      sessions: fc.array(fc.tuple(session, score)).map((entries) => new Map(entries)),
      memories: fc.array(fc.tuple(session, score).map(([id, each]) => hit(id, each))),
    });
    fc.assert(
      fc.property(found, ({ passages, sessions, memories }) => {
        const ranked = rankSessions({ passages, sessions, memories });
        const all = new Set([...passages.map((each) => each.session), ...sessions.keys(), ...memories.map(({ memory }) => memory.session)]);
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

function passage(session: string, own: number): SpreadPassage {
  return { seq: 1, session, score: own, own };
}

function hit(session: string, score: number): Hit {
  return { memory: sampleMemory({ session }), score, why: '' };
}
