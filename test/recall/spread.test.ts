import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Neighbours, RecordedTurn, TurnMatch } from '../../src/ports/record.ts';
import { normalise, spread } from '../../src/recall/spread.ts';

describe('spread', () => {
  it('takes scores as parts of the best one', () => {
    expect(spreadAlone([match(1, 2), match(2, 8), match(3, 4)])).toEqual([
      [2, 1],
      [3, 0.5],
      [1, 0.25],
    ]);
  });

  it('lends a half to the next, less to the one after, and less to those before', () => {
    const near = new Map([[5, around([4, 3], [6, 7])]]);
    const found = spread([match(5, 2)], near, new Map());
    expect(found).toEqual([
      { ...turn(5), score: 1, own: 1 },
      { ...turn(6), score: 0.5, own: 0 },
      { ...turn(7), score: 0.3, own: 0 },
      { ...turn(4), score: 0.3, own: 0 },
      { ...turn(3), score: 0.3, own: 0 },
    ]);
  });

  it('adds what is lent to what a turn has itself, from as many sides as there are', () => {
    // 1 asks, 2 answers, 3 thanks: 0.5 + 1 * 0.5 + 0.25 * 0.3.
    const near = new Map([
      [1, around([], [2, 3])],
      [2, around([1], [3])],
      [3, around([2, 1], [])],
    ]);
    const found = new Map(spread([match(1, 4), match(2, 2), match(3, 1)], near, new Map()).map((each) => [each.number, each]));
    expect(found.get(2)!.score).toBeCloseTo(0.5 + 0.5 + 0.075);
    expect(found.get(1)!.score).toBeCloseTo(1 + 0.5 * 0.3 + 0.25 * 0.3);
    expect(found.get(3)!.score).toBeCloseTo(0.25 + 0.5 * 0.5 + 0.3);
    expect([1, 2, 3].map((number) => found.get(number)!.own)).toEqual([1, 0.5, 0.25]);
  });

  it('adds what the session says as a whole, once to each of its turns, to those of no other session', () => {
    const near = new Map([[1, around([], [2])]]);
    const sessions = new Map([
      ['a', 2],
      ['b', 8],
    ]);
    const found = spread([match(1, 1), match(9, 1, 'b'), match(20, 1, 'c')], near, sessions);
    expect(found.map(({ number, score }) => [number, score])).toEqual([
      [9, 1.5],
      [1, 1.125],
      [20, 1],
      [2, 0.625],
    ]);
  });

  it('puts the later of equals first, whatever the order of the matches', () => {
    expect(spreadAlone([match(2, 1), match(3, 1), match(1, 1)]).map(([number]) => number)).toEqual([3, 2, 1]);
  });

  it('finds nothing in nothing', () => {
    expect(spread([], new Map(), new Map([['a', 1]]))).toEqual([]);
  });

  it('gives every match and every neighbour once, finite scores from 0 up, the best first, and no more to its own words than 1', () => {
    fc.assert(
      fc.property(anyMatches(), anySessions(), ([matches, near], sessions) => {
        const found = spread(matches, near, sessions);
        const lent = [...near.values()].flatMap(({ before, after }) => [...before, ...after]);
        const all = new Map([...matches, ...lent].map(({ number, session, prompt }) => [number, { number, session, prompt }]));
        const byNumber = (a: RecordedTurn, b: RecordedTurn): number => a.number - b.number;
        expect(found.map(({ score: _score, own: _own, ...each }) => each).toSorted(byNumber)).toEqual([...all.values()].toSorted(byNumber));
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
        const scaled = matches.map((each) => ({ ...each, score: each.score * 1024 }));
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

function turn(number: number, session = 'a'): RecordedTurn {
  return { number, session, prompt: `prompt-${number}` };
}

function match(number: number, score: number, session = 'a'): TurnMatch {
  return { ...turn(number, session), score };
}

function around(before: readonly number[], after: readonly number[], session = 'a'): Neighbours {
  return { before: before.map((number) => turn(number, session)), after: after.map((number) => turn(number, session)) };
}

// Places and scores, without neighbours and sessions.
function spreadAlone(matches: readonly TurnMatch[]): (readonly [number, number])[] {
  return spread(matches, new Map(), new Map()).map(({ number, score }) => [number, score]);
}

function anySessions(): fc.Arbitrary<Map<string, number>> {
  return fc.array(fc.tuple(fc.constantFrom('a', 'b', 'other'), anyScore())).map((entries) => new Map(entries));
}

// Such as a search engine gives: bounded, now and then nothing at all.
function anyScore(): fc.Arbitrary<number> {
  return fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
}

// Matches in two sessions, and neighbours of some of them within their session.
function anyMatches(): fc.Arbitrary<[TurnMatch[], Map<number, Neighbours>]> {
  const one = fc.record({ number: fc.nat(30), score: anyScore(), lends: fc.boolean() });
  return fc.uniqueArray(one, { selector: ({ number }) => number }).map((all) => {
    // Even places are in one session, odd ones in the other.
    const sessionOf = (number: number): string => (number % 2 === 0 ? 'a' : 'b');
    const matches = all.map(({ number, score }) => match(number, score, sessionOf(number)));
    const near = all
      .filter(({ lends }) => lends)
      .map(({ number: n }) => {
        const before = [n - 2, n - 4].filter((number) => number >= 0);
        return [n, around(before, [n + 2, n + 4], sessionOf(n))] as const;
      });
    return [matches, new Map(near)];
  });
}
