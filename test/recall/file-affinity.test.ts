import { describe, expect, it } from 'vitest';
import { fileAffinity } from '../../src/recall/file-affinity.ts';

const memory = { filesModified: ['src/auth/login.ts'], filesRead: ['README.md'] };

describe('fileAffinity', () => {
  it.each([
    'src/auth/login.ts',
    '/home/me/app/src/auth/login.ts',
    './src/auth/login.ts',
    'login.ts',
    'auth',
    'SRC\\Auth\\login.ts',
    'auth/login.ts',
  ])('sees that %s was modified', (file) => {
    expect(fileAffinity(memory, ['other.ts', file])).toBe('modified');
  });

  it('sees that a file was read', () => {
    expect(fileAffinity(memory, ['README.md'])).toBe('read');
  });

  it.each(['ogin.ts', 'login.tsx', 'login', 'src/login.ts', '', '/', '.'])('sees nothing of %j', (file) => {
    expect(fileAffinity(memory, [file])).toBe('none');
  });

  it('sees nothing where no file was asked for, or none is known', () => {
    expect(fileAffinity(memory, [])).toBe('none');
    expect(fileAffinity({ filesModified: [''], filesRead: [] }, ['a.ts'])).toBe('none');
  });
});
