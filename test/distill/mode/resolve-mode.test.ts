import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE } from '../../../src/distill/mode/code.ts';
import { LANGUAGES, nameLanguage } from '../../../src/distill/mode/languages.ts';
import { RESEARCH } from '../../../src/distill/mode/research.ts';
import { isModeName, resolveMode, traceMode } from '../../../src/distill/mode/resolve-mode.ts';
import { HoldfastError } from '../../../src/model/error.ts';
import { MEMORY_TYPES } from '../../../src/model/memory.ts';
import type { Mode } from '../../../src/model/mode.ts';
import { GARDEN, GARDEN_BRIEF, GARDEN_IN_SPANISH } from './claude-mem-style.ts';

const COOKING = { types: [{ id: 'recipe' }, { id: 'tip' }], concepts: [{ id: 'taste' }], role: 'You cook.', record: 'Times.' };

describe('a mode that is built in', () => {
  it('is there without a file', () => {
    expect(resolve('code')).toEqual(CODE);
    expect(resolve('research')).toEqual(RESEARCH);
  });

  it('code has the observation types that memories have', () => {
    expect(CODE.types.map(({ id }) => id)).toEqual(MEMORY_TYPES.slice(0, 9));
    expect(CODE.concepts).toHaveLength(7);
  });

  it("gives way to the user's file of that name", () => {
    expect(resolve('code', { code: COOKING })).toMatchObject({ name: 'code', role: 'You cook.', types: [{ id: 'recipe' }, { id: 'tip' }] });
  });
});

describe('a language', () => {
  it.each([
    ['code--de', 'German'],
    ['code--pt-br', 'Brazilian Portuguese'],
    ['code--pt-BR', 'Brazilian Portuguese'],
    ['research--sw', 'Swahili'],
    ['code--en', 'English'],
  ])('%s needs no file', (name, language) => {
    const [parent = ''] = name.split('--');
    expect(resolve(name)).toEqual({ ...resolve(parent), name, language });
  });

  it('has the name that it has everywhere', () => {
    for (const [code, name] of LANGUAGES) {
      expect(resolve(`code--${code}`).language).toBe(name);
    }
    const missing = 'ar bn cs da de el es fi fr he hi hu id it ja ko nl no pl pt-br ro ru sv th tr uk ur vi zh'
      .split(' ')
      .filter((code) => !LANGUAGES.has(code));
    expect(missing).toEqual([]);
  });

  it('has a code that is known', () => {
    for (const code of ['chill', 'test', 'x', 'zz', '', 'de de', '../de', 'a'.repeat(1_000)]) expect(nameLanguage(code)).toBeUndefined();
    fc.assert(fc.property(fc.string(), (code) => void expect(typeof nameLanguage(code)).toMatch(/string|undefined/)));
  });
});

describe('an override', () => {
  it('wins in what it says; lists are replaced whole', () => {
    const files = { cooking: COOKING, 'cooking--vegan': { types: [{ id: 'plant' }], record: 'No meat.' } };
    expect(resolve('cooking--vegan', files)).toEqual({
      name: 'cooking--vegan',
      types: [{ id: 'plant', description: '' }],
      concepts: [{ id: 'taste', description: '' }],
      role: 'You cook.',
      record: 'No meat.',
      skip: '',
    });
  });

  it('of claude-mem replaces single prompts of its parent', () => {
    const mode = resolve('garden--brief', { garden: GARDEN, 'garden--brief': GARDEN_BRIEF });
    expect(mode).toMatchObject({ types: resolve('garden', { garden: GARDEN }).types, skip: '- Idle days\n\nWeeds are no news.' });
    expect(mode.role).toBe('You keep the diary of a garden.\n\nYou hold no spade.\nYou pass by once a week.');
    expect(mode.record).toBe('Note only what was eaten, by whom.\nFrost is never a harvest.');
  });

  it('of claude-mem may lie over a mode that is built in', () => {
    const mode = resolve('code--brief', { 'code--brief': GARDEN_BRIEF });
    expect(mode).toEqual({
      ...CODE,
      name: 'code--brief',
      description: 'Garden Diary (Brief)',
      role: `${CODE.role}\nYou pass by once a week.`,
      record: 'Note only what was eaten, by whom.',
    });
  });

  it('for a language adds what it says of it', () => {
    const files = { garden: GARDEN, 'garden--es': GARDEN_IN_SPANISH };
    const mode = resolve('garden--es', files);
    expect(mode.language).toBe('Spanish');
    expect(mode.record).toMatch(/^Note what grows:[^]*\nFrost is never a harvest\.\nLANGUAGE: Please write all diary data in español$/);
    const french = resolve('garden--es--fr', files);
    expect(french.language).toBe('French');
    expect(french.record).not.toContain('español');
  });

  it('with a file is a language only by a usual code, or by what it says', () => {
    const override = { skip: 'All but the essence.' };
    expect(resolve('code--min', { 'code--min': override })).not.toHaveProperty('language');
    expect(resolve('code--de', { 'code--de': override })).toMatchObject({ language: 'German', skip: 'All but the essence.' });
    expect(resolve('code--de', { 'code--de': { language: 'Swiss German' } })).toMatchObject({ language: 'Swiss German' });
    expect(resolve('code--min--de', { 'code--min': override })).toMatchObject({ language: 'German', skip: 'All but the essence.' });
  });
});

describe('a mode that is not there', () => {
  it.each([
    ['nothing', {}, /^There is no mode nothing\. There are code, research, each also with a language/],
    ['code--chill', {}, /^There is no mode code--chill\. /],
    ['nothing--de', {}, /^There is no mode nothing, which nothing--de is laid over\. /],
    ['de', {}, /^There is no mode de\. /],
    ['code--chill', { cooking: COOKING }, /There are code, research, cooking, /],
    ['cooking', { cooking: { role: 'You cook.' } }, /^Mode cooking has no types/],
    ['cooking', { cooking: null }, /^Mode file cooking\.json: this is no JSON object/],
  ])('%s is told in one sentence or two', (name, files, words) => {
    expect(() => resolve(name, files)).toThrow(expect.objectContaining({ code: 'config', message: expect.stringMatching(words) }));
  });

  it.each(['', 'a--', '--a', 'a---b', 'a--b--c--d--e', '../a', 'a/b', 'a\0', '.a', 'a_b', 'a'.repeat(81), '-a', 'a-', 'ä'])(
    '%j is no name',
    (name) => {
      expect(isModeName(name)).toBe(false);
      expect(() => resolve(name)).toThrow(
        expect.objectContaining({ code: 'config', message: expect.stringMatching(/is no name of a mode/) }),
      );
    },
  );

  it('a mode lies over shorter names only, so that no circle is possible', () => {
    expect(traceMode('a--b-c--d--e')).toEqual(['a', 'a--b-c', 'a--b-c--d', 'a--b-c--d--e']);
    const name = fc.oneof(fc.string(), fc.stringMatching(/^[a-z\d]{1,3}(?:--?[a-z\d]{1,3}){0,5}$/));
    const file = fc.oneof(fc.constant(undefined), fc.constant(COOKING), fc.constant(GARDEN), fc.jsonValue());
    fc.assert(
      fc.property(name, fc.array(file), (asked, values) => {
        const seen: string[] = [];
        attempt(asked, (step) => values[seen.push(step) - 1]);
        expect(seen.length).toBeLessThanOrEqual(4);
        expect(seen.every((step) => asked.startsWith(step))).toBe(true);
      }),
    );
  });
});

function resolve(name: string, files: Readonly<Record<string, unknown>> = {}): Mode {
  return resolveMode(name, (step) => (Object.hasOwn(files, step) ? files[step] : undefined), Object.keys(files));
}

// Whatever else is thrown fails the test.
function attempt(name: string, read: (name: string) => unknown): void {
  try {
    resolveMode(name, read);
  } catch (error) {
    if (!(error instanceof HoldfastError && error.code === 'config')) throw error;
  }
}
