import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Memory } from '../../src/model/memory.ts';
import type { Match } from '../../src/ports/store.ts';
import { type Findings, type FoundBy, fuse } from '../../src/recall/fuse.ts';
import type { SpreadTurn } from '../../src/recall/spread.ts';
import { sampleMemory } from './sample-memory.ts';

const [ONE, TWO, THREE] = [1, 2, 3].map((number) => sampleMemory({ number, turn: `prompt-${number}` })) as [Memory, Memory, Memory];

describe('fuse', () => {
  it('adds to what the words of a memory score what its turn does, which counts for half', () => {
    const matches = [
      { memory: ONE, score: 8 },
      { memory: TWO, score: 2 },
    ];
    const turns = [told(TWO, 3), told(ONE, 1.5)];
    expect(fused({ matches, turns })).toEqual({ 1: 1 + 0.25, 2: 0.25 + 0.5 });
  });

  it('finds a memory by the words of its turn where its own do not match', () => {
    const found = { matches: [{ memory: ONE, score: 8 }], others: [TWO], turns: [told(TWO, 0.4)] };
    expect(fused(found)).toEqual({ 1: 1, 2: 0.5 });
  });

  it('finds a memory by its meaning alone: the nearest gets a half, the eleventh half of that', () => {
    const near = Array.from({ length: 11 }, (_, i) => sampleMemory({ number: 10 + i }));
    const scores = fused({ matches: [{ memory: ONE, score: 8 }], near });
    expect([scores['1'], scores['10'], scores['20']]).toEqual([1, 0.5, 0.25]);
    expect(scores['11']).toBeCloseTo(0.5 / 1.1);
  });

  it('adds up all that speaks for a memory, which is there once', () => {
    const turns = [told(ONE, 7)];
    expect(fused({ matches: [{ memory: ONE, score: 8 }], others: [ONE], near: [ONE], turns })).toEqual({ 1: 1 + 0.5 + 0.5 });
  });

  it('lifts all memories of a turn alike, and those of no other', () => {
    const sibling = sampleMemory({ number: 4, turn: ONE.turn });
    const elsewhere = sampleMemory({ number: 5, turn: ONE.turn, session: 'session-2' });
    const matches = [ONE, sibling, elsewhere].map((memory) => ({ memory, score: 1 }));
    expect(fused({ matches, turns: [told(ONE, 1)] })).toEqual({ 1: 1.5, 4: 1.5, 5: 1 });
  });

  it('makes parts of the best of what matched by its words alone, and nothing of nothing', () => {
    const matches = [ONE, TWO, THREE].map((memory, i) => ({ memory, score: 4 / 2 ** i }));
    expect(fused({ matches })).toEqual({ 1: 1, 2: 0.5, 3: 0.25 });
    expect(fused({})).toEqual({});
  });

  it('says what found a memory that its own words did not', () => {
    const [FOUR, FIVE] = [4, 5].map((number) => sampleMemory({ number, turn: `prompt-${number}` })) as [Memory, Memory];
    const found = fuse({
      matches: [{ memory: ONE, score: 8 }],
      others: [ONE, TWO, THREE, FIVE],
      near: [ONE, THREE, FOUR],
      turns: [told(ONE, 2), told(TWO, 2), told(THREE, 1, 0)],
    });
    const by: Record<number, readonly FoundBy[]> = { 1: [], 2: ['turn'], 3: ['neighbours', 'meaning'], 4: ['meaning'], 5: [] };
    expect(Object.fromEntries(found.map(({ memory, foundBy }) => [memory.number, foundBy]))).toEqual(by);
  });

  it('gives every memory once, with a finite score, the sum of what each kind of evidence gives it alone', () => {
    fc.assert(
      fc.property(anyFindings(), ({ matches, others, near, turns }) => {
        const all = [...matches.map(({ memory }) => memory), ...others, ...near];
        const numbers = fuse({ matches, others, near, turns }).map(({ memory }) => memory.number);
        expect(numbers.toSorted()).toEqual([...new Set(all.map(({ number }) => number))].toSorted());
        const parts = [fused({ matches }), fused({ others: all, turns }), fused({ near })];
        for (const [number, score] of Object.entries(fused({ matches, others, near, turns }))) {
          expect(Number.isFinite(score) && score >= 0 && score <= 2).toBe(true);
          expect(score).toBeCloseTo(parts.reduce((sum, part) => sum + (part[number] ?? 0), 0));
        }
      }),
    );
  });
});

const NOTHING: Findings = { matches: [], others: [], near: [], turns: [] };

// Scores by number of the memory.
function fused(findings: Partial<Findings>): Record<string, number> {
  return Object.fromEntries(fuse({ ...NOTHING, ...findings }).map(({ memory, score }) => [memory.number, score]));
}

// A turn of a memory that matches, by its own words unless told otherwise.
function told({ session, turn }: Memory, score: number, own = score): SpreadTurn {
  return { number: 1, session, prompt: turn, score, own };
}

function anyFindings(): fc.Arbitrary<Findings> {
  const score = fc.double({ min: 0, max: 1e6, noNaN: true });
  const memory = fc.nat(9).map((number) => sampleMemory({ number, turn: `prompt-${number % 4}` }));
  const memories = fc.uniqueArray(memory, { selector: ({ number }) => number });
  const match: fc.Arbitrary<Match> = fc.record({ memory, score });
  return fc.record({
    matches: fc.uniqueArray(match, { selector: (each) => each.memory.number }),
    others: memories,
    near: memories,
    turns: fc
      .uniqueArray(fc.tuple(fc.nat(3), score), { selector: ([turn]) => turn })
      .map((all) => all.map(([turn, each]) => told({ ...ONE, turn: `prompt-${turn}` }, each))),
  });
}
