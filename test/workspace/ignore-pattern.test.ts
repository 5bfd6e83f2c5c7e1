import fc from 'fast-check';
import ignore from 'ignore';
import { describe, expect, it } from 'vitest';
import { matchFiles } from '../../src/workspace/file-patterns.ts';

const NAMES = ['a', 'b', 'ab', 'B', 'a.b', '.env', '-', '*', ']', 'é', 'É', '0', '[', '!', ' ', '\\', '^'];
const anyPath = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 6 }).map((names) => names.join('/'));
const PIECES = ['a', 'b', 'ab', '.b', '.env', 'é', 'B', '/', '*', '**', '**/', '/**', '/**/', '?', '***', '-', '!', '#', ' ', '\\ '];
const ESCAPED = ['\\*', '\\a', '\\[', '\\\\', 'a\\/b'];
const CLASSES = ['[ab]', '[!a]', '[^a-b]', '[a-', '[]a]', '[[:alpha:]]', '[![:digit:].]', '[b-a]', '[Z-a]', '[\\]]', '[*?]'];
const anyPattern = fc
  .array(fc.oneof(fc.constant('/'), fc.constantFrom(...PIECES, ...ESCAPED), fc.constantFrom(...CLASSES)), { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join(''));

describe('patterns of a .gitignore', () => {
  it('name the same files as they do for the library `ignore`', () => {
    fc.assert(
      fc.property(fc.array(anyPattern, { minLength: 1, maxLength: 4 }), anyPath, (patterns, path) => {
        const library = ignore().add(patterns);
        const expected = library.ignores(path) || library.ignores(`${path}/`);
        expect(matchFiles([{ patterns, roots: ['/root'] }], '')(path, '/root')).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
  });
});
