import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relevance, type WorkState } from '../../src/recall/relevance.ts';
import { NOON } from '../samples.ts';
import { sampleMemory } from './sample-memory.ts';

const DAY = 86_400_000;
const STATE: WorkState = { now: NOON, files: new Set(['src/login.ts']), sessions: new Set(['same-branch']) };

describe('relevance', () => {
  const bare = { filesModified: [], session: 'other', createdAt: NOON };

  it('is 1 for what was just done, and half of it 30 days later', () => {
    expect(relevance(sampleMemory(bare), STATE)).toBe(1);
    expect(relevance(sampleMemory({ ...bare, createdAt: NOON - 30 * DAY }), STATE)).toBeCloseTo(0.5);
  });

  it('is half as much again for the same file, for the same branch, and for both', () => {
    const [file, branch] = [{ filesModified: ['a.ts', 'src/login.ts'] }, { session: 'same-branch' }];
    expect(relevance(sampleMemory({ ...bare, ...file }), STATE)).toBe(1.5);
    expect(relevance(sampleMemory({ ...bare, ...branch }), STATE)).toBe(1.5);
    expect(relevance(sampleMemory({ ...bare, ...file, ...branch }), STATE)).toBe(2.25);
  });

  it('orders memories alike whenever it is asked', () => {
    const age = fc.integer({ min: 0, max: 400 * DAY });
    fc.assert(
      fc.property(age, age, fc.boolean(), age, (a, b, touches, later) => {
        const [one, two] = [a, b].map((each) => ({ ...sampleMemory({ ...bare, createdAt: NOON - each }) }));
        const first = { ...one!, filesModified: touches ? ['src/login.ts'] : [] };
        const order = (now: number): number => Math.log(relevance(first, { ...STATE, now }) / relevance(two!, { ...STATE, now }));
        expect(order(NOON + later)).toBeCloseTo(order(NOON));
      }),
    );
  });
});
