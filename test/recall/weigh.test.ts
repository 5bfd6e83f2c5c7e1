import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Memory } from '../../src/model/memory.ts';
import { MEMORY_TYPES } from '../../src/model/memory.ts';
import type { WeighContext } from '../../src/recall/weigh.ts';
import { weigh } from '../../src/recall/weigh.ts';
import { NOON } from '../samples.ts';
import { sampleMemory } from './sample-memory.ts';

const DAY = 86_400_000;

// The numbers of memories that all match equally well, best first.
function order(memories: readonly Partial<Memory>[], context: Partial<WeighContext> = {}): number[] {
  const matches = memories.map((over, i) => ({ memory: sampleMemory({ number: i, ...over }), score: 1 }));
  return weigh(matches, { now: NOON, ...context }).map((hit) => hit.memory.number);
}

function scoreOf(over: Partial<Memory>, context: Partial<WeighContext> = {}): number {
  return weigh([{ memory: sampleMemory(over), score: 1 }], { now: NOON, ...context })[0]!.score;
}

describe('weigh', () => {
  it('puts the better match first', () => {
    const hits = weigh(
      [1, 3, 2].map((score, number) => ({ memory: sampleMemory({ number }), score })),
      { now: NOON },
    );
    expect(hits.map((hit) => hit.memory.number)).toEqual([1, 2, 0]);
  });

  it('puts the words of the user before those of others', () => {
    const authorities = ['import', 'web', 'repo', 'tool', 'assistant', 'user'] as const;
    expect(order(authorities.map((authority) => ({ authority })))).toEqual([5, 4, 3, 2, 1, 0]);
  });

  it('puts what was superseded behind what holds, even where its words match better', () => {
    const matches = [
      { memory: sampleMemory({ number: 0, status: 'superseded' }), score: 5 },
      { memory: sampleMemory({ number: 1 }), score: 1 },
    ];
    expect(weigh(matches, { now: NOON }).map((hit) => hit.memory.number)).toEqual([1, 0]);
  });

  it('puts the younger of two first, but never takes more than a third for age', () => {
    expect(order([{ createdAt: NOON - 100 * DAY }, { createdAt: NOON - DAY }])).toEqual([1, 0]);
    expect(scoreOf({ createdAt: 0 }) / scoreOf({ createdAt: NOON })).toBeGreaterThan(0.66);
  });

  it('lets a decision age more slowly than a change', () => {
    const createdAt = NOON - 60 * DAY;
    expect(scoreOf({ type: 'decision', createdAt })).toBeGreaterThan(scoreOf({ type: 'change', createdAt }));
  });

  it('takes a memory from the future for a new one', () => {
    expect(scoreOf({ createdAt: NOON + 1000 * DAY })).toBe(scoreOf({ createdAt: NOON }));
  });

  it('knows every type, and any other', () => {
    for (const type of [...MEMORY_TYPES, 'constructor', '']) expect(scoreOf({ type })).toBeGreaterThan(0);
  });

  it('prefers what changed a file that was asked for, then what read it', () => {
    const file = ['src/auth/login.ts'];
    const memories = [
      { filesModified: [], filesRead: [] },
      { filesModified: [], filesRead: file },
      { filesModified: file, filesRead: [] },
    ];
    expect(order(memories, { files: ['/home/me/app/src/auth/login.ts'] })).toEqual([2, 1, 0]);
  });

  it('puts the newest of equals first, then the lowest id, whatever the order of the matches', () => {
    const memories = [{ id: 'b' }, { id: 'a' }, { id: 'c' }].map((over, number) => sampleMemory({ number, createdAt: NOON + 1, ...over }));
    const matches = [...memories, sampleMemory({ number: 3, id: 'd', createdAt: NOON + 2 })].map((memory) => ({ memory, score: 1 }));
    fc.assert(
      fc.property(fc.shuffledSubarray(matches, { minLength: matches.length }), (shuffled) => {
        expect(weigh(shuffled, { now: NOON }).map((hit) => hit.memory.id)).toEqual(['d', 'a', 'b', 'c']);
      }),
    );
  });

  it('says what counted beside the words', () => {
    const [found] = weigh([{ memory: sampleMemory(), score: 1 }], { now: NOON, files: ['src/login.ts'] });
    expect(found).toMatchObject({ affinity: 'modified', recency: expect.closeTo(1, 2) });
  });
});
