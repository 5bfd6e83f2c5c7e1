import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRewordings, reword } from '../../src/distill/parse-rewordings.ts';
import { anyText } from '../any-text.ts';
import { sampleDraft } from '../samples.ts';

const DRAFTS = [sampleDraft(), sampleDraft({ slot: 'decision-1', type: 'decision' })];

describe('the answer of a model', () => {
  it('gives better words for memories that are there', () => {
    const words = { slot: 'work', title: 'Better', narrative: 'Much better.', facts: ['A', 'B'], concepts: ['c'], subtitle: 'Even' };
    expect(parseRewordings(JSON.stringify({ memories: [words] }), DRAFTS)).toEqual([words]);
    expect(reword(DRAFTS, [words])).toEqual([{ ...DRAFTS[0], ...words }, DRAFTS[1]]);
  });

  it.each(['', 'Sure! Here you are:', '[]', 'null', '{}', '{"memories": {}}', '{"memories": [{"slot": "work"'])('%j is none', (answer) => {
    expect(parseRewordings(answer, DRAFTS)).toBeUndefined();
  });

  it.each([
    ['memories that are not there', { slot: 'other', title: 'x' }, []],
    ['what is no memory', 'work', []],
    ['an empty title', { slot: 'work', title: '  ' }, [{ slot: 'work' }]],
    ['a title that is too long', { slot: 'work', title: 'x'.repeat(201) }, [{ slot: 'work' }]],
    ['a title that is no text', { slot: 'work', title: { toString: 'x' } }, [{ slot: 'work' }]],
    ['facts that are no list', { slot: 'work', facts: 'one' }, [{ slot: 'work' }]],
    ['facts that are no texts', { slot: 'work', facts: [1, null, 'one', ''] }, [{ slot: 'work', facts: ['one'] }]],
    ['all but words', { slot: 'work', type: 'preference', authority: 'user', evidence: ['x'], confidence: 1 }, [{ slot: 'work' }]],
  ])('is not taken at its word: %s', (_, memory, words) => {
    expect(parseRewordings(JSON.stringify({ memories: [memory] }), DRAFTS)).toEqual(words);
  });

  it('has titles of one line', () => {
    expect(parseRewordings('{"memories":[{"slot":"work","title":"two\\n lines"}]}', DRAFTS)).toEqual([
      { slot: 'work', title: 'two lines' },
    ]);
  });

  it('may be anything at all: nothing but the words changes', () => {
    const value = fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' });
    const memory = fc.dictionary(
      fc.constantFrom('slot', 'title', 'facts', 'type', 'evidence', '__proto__'),
      fc.oneof(value, fc.constant('work')),
    );
    const answer = fc.oneof(
      anyText(),
      value.map((json) => JSON.stringify(json)),
      fc.array(memory).map((memories) => JSON.stringify({ memories })),
    );
    fc.assert(
      fc.property(answer, (text) => {
        for (const [index, draft] of reword(DRAFTS, parseRewordings(text, DRAFTS) ?? []).entries()) {
          const { title, subtitle, narrative, facts, concepts } = draft;
          expect(draft).toEqual({ ...DRAFTS[index], title, subtitle, narrative, facts, concepts });
          expect(draft.title.length).toBeLessThanOrEqual(200);
        }
      }),
    );
  });
});
