import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Neighbours, PassageMatch, PassageRole } from '../../src/ports/record.ts';
import { normalise, spread } from '../../src/recall/spread.ts';

describe('spread', () => {
  it('takes scores as parts of the best one, where what was done counts for half', () => {
    const matches = [match(1, 8), match(2, 4), match(3, 8, { role: 'tool' }), match(4, 2, { role: 'assistant' })];
    expect(spreadAlone(matches)).toEqual([
      [1, 1],
      [3, 0.5],
      [2, 0.5],
      [4, 0.25],
    ]);
  });

  it('measures by what is said where that is the best, not by what was done', () => {
    expect(spreadAlone([match(1, 10, { role: 'tool' }), match(2, 8)])).toEqual([
      [2, 1],
      [1, 0.625],
    ]);
  });

  it('lends a half to the next, less to the one after, and less to those before', () => {
    const near = new Map([[5, { before: [4, 3], after: [6, 7] }]]);
    const found = spread([match(5, 2)], near, new Map());
    expect(found).toEqual([
      { seq: 5, session: 'a', score: 1, own: 1 },
      { seq: 6, session: 'a', score: 0.5, own: 0 },
      { seq: 7, session: 'a', score: 0.3, own: 0 },
      { seq: 4, session: 'a', score: 0.3, own: 0 },
      { seq: 3, session: 'a', score: 0.3, own: 0 },
    ]);
  });

  it('adds what is lent to what a passage has itself, from as many sides as there are', () => {
    // 1 asks, 2 answers, 3 thanks: 0.5 + 1 * 0.5 + 0.25 * 0.3.
    const near = new Map([
      [1, { before: [], after: [2, 3] }],
      [2, { before: [1], after: [3] }],
      [3, { before: [2, 1], after: [] }],
    ]);
    const found = new Map(spread([match(1, 4), match(2, 2), match(3, 1)], near, new Map()).map((passage) => [passage.seq, passage]));
    expect(found.get(2)!.score).toBeCloseTo(0.5 + 0.5 + 0.075);
    expect(found.get(1)!.score).toBeCloseTo(1 + 0.5 * 0.3 + 0.25 * 0.3);
    expect(found.get(3)!.score).toBeCloseTo(0.25 + 0.5 * 0.5 + 0.3);
    expect([1, 2, 3].map((seq) => found.get(seq)!.own)).toEqual([1, 0.5, 0.25]);
  });

  it('adds what the session says as a whole, once to each of its passages, to those of no other session', () => {
    const near = new Map([[1, { before: [], after: [2] }]]);
    const sessions = new Map([
      ['a', 2],
      ['b', 8],
    ]);
    const found = spread([match(1, 1), match(9, 1, { session: 'b' }), match(20, 1, { session: 'c' })], near, sessions);
    expect(found.map(({ seq, score }) => [seq, score])).toEqual([
      [9, 1.5],
      [1, 1.125],
      [20, 1],
      [2, 0.625],
    ]);
  });

  it('puts the later of equals first, whatever the order of the matches', () => {
    expect(spreadAlone([match(2, 1), match(3, 1), match(1, 1)]).map(([seq]) => seq)).toEqual([3, 2, 1]);
  });

  it('finds nothing in nothing', () => {
    expect(spread([], new Map(), new Map([['a', 1]]))).toEqual([]);
  });

  it('gives every match and every neighbour once, finite scores from 0 up, the best first, and no more to its own words than 1', () => {
    fc.assert(
      fc.property(anyMatches(), anySessions(), ([matches, near], sessions) => {
        const found = spread(matches, near, sessions);
        const all = new Set([
          ...matches.map(({ seq }) => seq),
          ...[...near.values()].flatMap(({ before, after }) => [...before, ...after]),
        ]);
        expect(found.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual([...all].toSorted((a, b) => a - b));
        for (const [i, { score, own }] of found.entries()) {
          expect(Number.isFinite(score) && own >= 0 && own <= 1 && score >= own).toBe(true);
          expect(i === 0 || found[i - 1]!.score >= score).toBe(true);
        }
      }),
    );
  });

  it('does not depend on the scale of the scores', () => {
    fc.assert(
      fc.property(anyMatches(), ([matches, near]) => {
        const scaled = matches.map((passage) => ({ ...passage, score: passage.score * 1024 }));
        expect(spread(scaled, near, new Map())).toEqual(spread(matches, near, new Map()));
      }),
    );
  });
});

describe('normalise', () => {
  it('makes the best 1, and leaves nothing at 0', () => {
    expect([...normalise(Object.entries({ a: 4, b: 1, c: 0 })).values()]).toEqual([1, 0.25, 0]);
    expect([...normalise(Object.entries({ a: 0, b: 0 })).values()]).toEqual([0, 0]);
    expect(normalise([])).toEqual(new Map());
  });
});

function match(seq: number, score: number, over: { role?: PassageRole; session?: string } = {}): PassageMatch {
  return { seq, session: 'a', role: 'user', at: seq, score, ...over };
}

// Places and scores, without neighbours and sessions.
function spreadAlone(matches: readonly PassageMatch[]): (readonly [number, number])[] {
  return spread(matches, new Map(), new Map()).map(({ seq, score }) => [seq, score]);
}

function anySessions(): fc.Arbitrary<Map<string, number>> {
  return fc.array(fc.tuple(fc.constantFrom('a', 'b', 'other'), anyScore())).map((entries) => new Map(entries));
}

// Such as a search engine gives: bounded, now and then nothing at all.
function anyScore(): fc.Arbitrary<number> {
  return fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
}

// Matches in two sessions, and neighbours of some of them within their session.
function anyMatches(): fc.Arbitrary<[PassageMatch[], Map<number, Neighbours>]> {
  const one = fc.record({ seq: fc.nat(30), score: anyScore(), role: fc.constantFrom('user', 'assistant', 'tool'), lends: fc.boolean() });
  return fc.uniqueArray(one, { selector: ({ seq }) => seq }).map((all) => {
    // Even places are in one session, odd ones in the other.
    const matches = all.map(({ seq, score, role }) => match(seq, score, { role: role as PassageRole, session: seq % 2 === 0 ? 'a' : 'b' }));
    const lenders = all.filter(({ lends }) => lends).map(({ seq }) => seq);
    const near = lenders.map((seq) => [seq, { before: [seq - 2, seq - 4].filter((at) => at >= 0), after: [seq + 2, seq + 4] }] as const);
    return [matches, new Map(near)];
  });
}
