import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../src/models/parse-answer.ts';
import { reword } from '../../src/distill/ask/reword.ts';
import type { Rewording } from '../../src/ports/distiller.ts';
import { anyText } from '../any-text.ts';
import { sampleDraft } from '../samples.ts';

const DRAFTS = [sampleDraft(), sampleDraft({ slot: 'decision-1', type: 'decision' })];

const TURN = { session: 's', agent: 'test', prompt: 'p', events: [] };

function parseOne(answer: string, drafts: typeof DRAFTS): readonly Rewording[] | undefined {
  return parseAnswer(answer, [{ turn: TURN, drafts }], ['feature', 'preference'])?.[0];
}

describe('the answer of a model', () => {
  it('gives better words for memories that are there', () => {
    const words = { slot: 'work', title: 'Better', narrative: 'Much better.', facts: ['A', 'B'], concepts: ['c'], subtitle: 'Even' };
    expect(parseOne(JSON.stringify({ memories: [words] }), DRAFTS)).toEqual([words]);
    expect(reword(DRAFTS, [words], TURN)).toEqual([{ ...DRAFTS[0], ...words }, DRAFTS[1]]);
  });

  it.each(['', 'Sure! Here you are:', '[]', 'null', '{}', '{"memories": {}}', '{"memories": [{"slot": "work"'])('%j is none', (answer) => {
    expect(parseOne(answer, DRAFTS)).toBeUndefined();
  });

  it.each([
    ['memories that are not there', { slot: 'other', title: 'x' }, []],
    ['what is no memory', 'work', []],
    ['an empty title', { slot: 'work', title: '  ' }, [{ slot: 'work' }]],
    ['a title that is too long', { slot: 'work', title: 'x'.repeat(201) }, [{ slot: 'work' }]],
    ['a title that is no text', { slot: 'work', title: { toString: 'x' } }, [{ slot: 'work' }]],
    ['facts that are no list', { slot: 'work', facts: 'one' }, [{ slot: 'work' }]],
    ['facts that are no texts', { slot: 'work', facts: [1, null, 'one', ''] }, [{ slot: 'work', facts: ['one'] }]],
    ['all but words', { slot: 'work', type: 'unknown', authority: 'user', evidence: ['x'], confidence: 1 }, [{ slot: 'work' }]],
  ])('is not taken at its word: %s', (_, memory, words) => {
    expect(parseOne(JSON.stringify({ memories: [memory] }), DRAFTS)).toEqual(words);
  });

  it.each([
    ['a fence', '```json\n{"memories": [{"slot": "work", "title": "x"}]}\n```'],
    ['words around it', 'Here you are: {"memories": [{"slot": "work", "title": "x"}]} Anything else?'],
    ['other fields', '{"thinking": "...", "memories": [{"slot": "work", "title": "x"}]}'],
  ])('may have %s', (_, answer) => {
    expect(parseOne(answer, DRAFTS)).toEqual([{ slot: 'work', title: 'x' }]);
  });

  it('may say what kind of work it was, of the types there are; never of what the user laid down', () => {
    const retype = (slot: string, type: string): unknown => parseOne(JSON.stringify({ memories: [{ slot, type }] }), DRAFTS);
    expect(retype('work', 'feature')).toEqual([{ slot: 'work', type: 'feature' }]);
    expect(retype('work', 'anything')).toEqual([{ slot: 'work' }]);
    expect(retype('work', 'preference')).toEqual([{ slot: 'work' }]);
    expect(retype('decision-1', 'feature')).toEqual([{ slot: 'decision-1' }]);
  });

  it('tells the memories of several turns apart by their number', () => {
    const answer = JSON.stringify({
      memories: [
        { slot: '2.work', title: 'second' },
        { slot: '1.work', title: 'first' },
        { slot: 'work', title: 'x' },
      ],
    });
    const question = { turn: TURN, drafts: DRAFTS };
    expect(parseAnswer(answer, [question, question])).toEqual([[{ slot: 'work', title: 'first' }], [{ slot: 'work', title: 'second' }]]);
  });

  it('has titles of one line', () => {
    expect(parseOne('{"memories":[{"slot":"work","title":"two\\n lines"}]}', DRAFTS)).toEqual([{ slot: 'work', title: 'two lines' }]);
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
        for (const [index, draft] of reword(DRAFTS, parseOne(text, DRAFTS) ?? [], TURN).entries()) {
          const { type, title, subtitle, narrative, facts, concepts } = draft;
          expect(draft).toEqual({ ...DRAFTS[index], type, title, subtitle, narrative, facts, concepts });
          expect(draft.title.length).toBeLessThanOrEqual(200);
        }
      }),
    );
  });
});
