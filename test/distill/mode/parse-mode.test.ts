import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeMode } from '../../../src/distill/mode/mode-sheet.ts';
import { parseMode } from '../../../src/distill/mode/parse-mode.ts';
import { HoldfastError } from '../../../src/model/error.ts';
import type { Mode } from '../../../src/model/mode.ts';
import { GARDEN, GARDEN_IN_SPANISH } from './claude-mem-style.ts';
import { COOKING } from './own-style.ts';

describe('a mode in our own format', () => {
  it('is read as it is', () => {
    expect(read(COOKING, 'my-kitchen')).toEqual({
      ...COOKING,
      name: 'my-kitchen',
      language: 'French',
      types: [
        { id: 'recipe', description: 'how a dish is made' },
        { id: 'tip', description: '' },
      ],
    });
  });

  it('may leave anything out', () => {
    expect(parseMode({}, 'x')).toEqual({});
    expect(parseMode({ skip: 'Nothing.' }, 'x')).toEqual({ skip: 'Nothing.' });
  });

  it('may name a language that has no code', () => {
    expect(parseMode({ language: 'Old  High\nGerman' }, 'x')).toMatchObject({ language: 'Old High German' });
  });

  it('keeps the lines of a text, and no character that could move a cursor', () => {
    expect(parseMode({ record: ' one\r\ntwo\u001b[31m\tthree\u0000 \ud800', role: '' }, 'x')).toMatchObject({
      record: 'one\ntwo[31m\tthree \ufffd',
      identity: '',
    });
  });

  it.each([
    [[], /no JSON object/],
    [null, /no JSON object/],
    ['code', /no JSON object/],
    [{ recrod: '' }, /no field recrod; there are name, description, language, types, concepts, role, record, skip/],
    [{ __proto__: null, ['x'.repeat(5_000)]: '' }, /no field x{39}…;/],
    [{ '\u001b[31m\u0000\u202ered\n': '' }, /there is no field \[31mred;/],
    [{ role: 7 }, /role has to be a text/],
    [{ record: 'x'.repeat(6_001) }, /record is longer than 6000 characters/],
    [{ language: 'x'.repeat(61) }, /language is longer than 60/],
    [{ types: 'bugfix' }, /types has to be a list/],
    [{ types: ['bugfix'] }, /types\[0\] has to be an object with an id/],
    [{ types: [{ id: 'a' }, {}] }, /types\[1\]\.id has to be a text/],
    [{ types: [{ id: 'a b' }] }, /types\[0\]\.id has to consist of letters/],
    [{ types: [{ id: '' }] }, /types\[0\]\.id/],
    [{ types: [{ id: 'a', description: 'x'.repeat(401) }] }, /types\[0\]\.description is longer/],
    [{ concepts: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] }, /concepts has a twice/],
    [{ concepts: Array.from({ length: 61 }, (_, at) => ({ id: `c${at}` })) }, /concepts has more than 60 entries/],
    [{ prompts: [] }, /prompts has to be an object/],
    [{ prompts: { skip_guidance: 1 } }, /prompts\.skip_guidance has to be a text/],
    [{ observation_types: [{ id: 1 }] }, /observation_types\[0\]\.id has to be a text/],
  ])('that is wrong is told in one sentence, with the field: %j', (value, words) => {
    expect(() => parseMode(value, 'mine')).toThrow(expect.objectContaining({ code: 'config', message: expect.stringMatching(words) }));
    expect(() => parseMode(value, 'mine')).toThrow(/^Mode file mine\.json: [^\n]+\.$/);
  });
});

describe("a mode in claude-mem's format", () => {
  it('keeps what it says of the work, and nothing of its XML', () => {
    expect(read(GARDEN, 'garden')).toEqual({
      name: 'garden',
      description: 'Beds, weather and harvests',
      types: [
        { id: 'sowing', description: 'Seed went into the ground' },
        { id: 'pest_alert', description: 'Something eats the plants' },
        { id: 'harvest', description: 'What was brought in' },
      ],
      concepts: [
        { id: 'soil', description: 'What the ground is like' },
        { id: 'timing', description: 'When it was done' },
      ],
      role: 'You keep the diary of a garden.\n\nYou hold no spade.\nYou stand at the fence and only watch.',
      record: 'Note what grows:\n- Dates of sowing\n- Yield by weight\n\nUse short verbs.\nFrost is never a harvest.',
      skip: '- Idle days\n\nWeeds are no news.',
    });
  });

  it('keeps what it says of the language, once', () => {
    expect(parseMode(GARDEN_IN_SPANISH, 'garden--es')).toEqual({
      description: 'Garden Diary (Spanish)',
      languageNote: 'LANGUAGE: Please write all diary data in español',
    });
    expect(parseMode({ prompts: { language_instruction: 'Escribe todo en español.' } }, 'x')).toEqual({
      languageNote: 'Escribe todo en español.',
    });
    expect(parseMode({ prompts: { footer: 'No digging. CRITICAL: write in Spanish. Bye.' } }, 'x')).toEqual({
      languageNote: 'CRITICAL: write in Spanish.',
    });
    expect(parseMode({ prompts: { footer: 'Write what grew in the bed.' } }, 'x')).toEqual({});
  });
});

describe('whatever JSON there is', () => {
  it('is read or refused with the one error', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('a', 'b: <c/> d.', '- a: b', 'write in X'));
    const terms = fc.oneof(fc.jsonValue(), fc.array(fc.record({ id: text, description: text, label: text }, { requiredKeys: [] })));
    const own = fc.record(
      { name: text, description: text, language: text, types: terms, concepts: terms, role: text, record: text, skip: text },
      { requiredKeys: [] },
    );
    const prompts = fc.dictionary(fc.constantFrom(...Object.keys(GARDEN.prompts), '__proto__'), fc.oneof(text, fc.jsonValue()));
    const theirs = fc.record({ name: text, observation_types: terms, prompts: fc.oneof(prompts, fc.jsonValue()) }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.object(), own, theirs), (value) => {
        const mode = attempt(value);
        const ids = [...(mode?.types ?? []), ...(mode?.concepts ?? [])].map(({ id }) => id);
        expect(ids.filter((id) => !/^\S+$/.test(id))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('takes time in proportion to its length', () => {
    for (const piece of ['<a ', 'write in ', 'x\n---', '- a:', 'a. ', '</a b', '\n']) {
      const prompts = Object.fromEntries(Object.keys(GARDEN.prompts).map((key) => [key, piece.repeat(6_000 / piece.length)]));
      const began = performance.now();
      parseMode({ prompts }, 'x');
      expect(performance.now() - began).toBeLessThan(500);
    }
  });
});

function read(value: unknown, name: string): Mode {
  return composeMode(name, parseMode(value, name));
}

// Undefined: it was refused. Whatever else is thrown fails the test.
function attempt(value: unknown): Mode | undefined {
  try {
    return read(value, 'any');
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'config' && !error.message.includes('\n')) return undefined;
    throw error;
  }
}
