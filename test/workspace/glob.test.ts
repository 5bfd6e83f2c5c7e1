import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchGlob, matchGlobAbove } from '../../src/workspace/glob.ts';
import { cpuMs } from '../fuzz/cpu-ms.ts';

describe('a glob', () => {
  it.each([
    ['mcp__slack__*', 'mcp__slack__post', true],
    ['mcp__slack__*', 'mcp__slacker', false],
    ['Read', 'read', true],
    ['Read', 'NotebookRead', false],
    ['/work/*', '/work/site', true],
    ['/work/*', '/work/site/sub', false],
    ['/work/**', '/work/site/sub', true],
    ['/work/**', '/work', false],
    ['**/secret-*', '/a/b/secret-plan', true],
    ['**/secret-*', 'secret-plan', true],
    ['/work/**/site', '/work/site', true],
    ['/work/v?', '/work/v1', true],
    ['/work/v?', '/work/v12', false],
    ['a.b', 'axb', false],
    ['ü*', 'Über', true],
    ['', '', true],
  ])('%s matches %s: %s', (glob, text, matches) => {
    expect(matchGlob(glob, text)).toBe(matches);
  });

  it('without wildcards matches itself alone, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !/[*?]/.test(text)),
        fc.string(),
        (text, more) => {
          expect(matchGlob(text, text)).toBe(true);
          expect(matchGlob(text, `${text}${more}`)).toBe(more === '');
        },
      ),
    );
  });

  it.each([
    ['*a*a*a*ab', 'a'.repeat(200)],
    [`${'*a'.repeat(400)}b`, 'a'.repeat(200)],
    [`${'**a'.repeat(300)}b`, 'a/'.repeat(100)],
    [`${'***/'.repeat(250)}b`, 'a/'.repeat(100)],
    [`${'?*'.repeat(400)}b`, 'a'.repeat(200)],
    ['***/'.repeat(7_500), 'a'.repeat(200)],
  ])('takes no long time to try: %.20s', (glob, text) => {
    const began = cpuMs();
    expect(matchGlob(glob, text)).toBe(false);
    expect(cpuMs() - began).toBeLessThan(500);
  });

  it.each([
    ['/work', '/work/site/src', true],
    ['/work/site/', '/work/site', false],
    ['/', '/work', true],
    ['/wor', '/work', false],
    ['', '/work', false],
    ['/work/*', '/work/', false],
    ['github.com/acme', 'github.com/acme/site', true],
    ['acme', 'github.com/acme/site', false],
  ])('%s matches %s or a folder above: %s', (glob, path, matches) => {
    expect(matchGlobAbove(glob, path)).toBe(matches);
  });
});
