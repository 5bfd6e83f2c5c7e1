import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couldSpeak, speaks, sumScores } from '../../src/recall/gate.ts';

const score = fc.double({ min: 0, max: 1000, noNaN: true });
const scores = fc.record({ own: score, turn: score, session: score });
const words = fc.nat(64);

describe('the gate', () => {
  it('opens where the memory, its turn and its session together say much about a prompt', () => {
    // 4 * sqrt(16) * ln(1000 + 2) is 110.6.
    const measure = { memories: 1000, words: 16 };
    expect(speaks({ own: 40, turn: 40, session: 31 }, measure)).toBe(true);
    expect(speaks({ own: 40, turn: 40, session: 30 }, measure)).toBe(false);
  });

  it('stays shut where the memory itself says little, whatever is said around it', () => {
    // 3 * ln(1000 + 2) is 20.7.
    const measure = { memories: 1000, words: 16 };
    expect(speaks({ own: 20, turn: 500, session: 500 }, measure)).toBe(false);
    expect([couldSpeak({ own: 20 }, measure), couldSpeak({ own: 21 }, measure)]).toEqual([false, true]);
  });

  it('asks for more the more memories and the more words there are, and opens for no memory that could not speak', () => {
    fc.assert(
      fc.property(scores, fc.nat(1_000_000), fc.nat(1_000_000), words, words, (each, memories, more, some, further) => {
        const measure = { memories, words: some };
        const amongMore = speaks(each, { memories: memories + more, words: some + further });
        expect(!amongMore || speaks(each, measure)).toBe(true);
        expect(!speaks(each, measure) || couldSpeak(each, measure)).toBe(true);
        expect(sumScores(each)).toBeCloseTo(each.own + each.turn + each.session);
      }),
    );
  });
});
