import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGitConfig } from '../../src/workspace/git-config.ts';

describe('parseGitConfig', () => {
  it('finds remotes in the order of the file, whatever stands between', () => {
    const { remotes } = parseGitConfig(
      '[core]\n\tbare = false\n[remote "fork"]\n\turl = a:b/c\n\tfetch = +refs/heads/*:refs/remotes/fork/*\n[branch "main"]\n\turl = no\n[Remote "origin"]\r\n\tURL=d:e/f\r\n',
    );
    expect([...remotes]).toEqual([
      ['fork', 'a:b/c'],
      ['origin', 'd:e/f'],
    ]);
  });

  it('takes comments and quotes for what they are', () => {
    const { remotes } = parseGitConfig('[remote "or\\"igin"] ; x\n# url = no\nurl = "a:b # c" # d\n');
    expect([...remotes]).toEqual([['or"igin', 'a:b # c']]);
  });

  it('keeps the first address of a remote, and finds the working tree', () => {
    const { remotes, worktree } = parseGitConfig('[core]\nworktree = ../../../lib\n[remote "origin"]\nurl = one:x/y\nurl = two:x/y\n');
    expect(remotes.get('origin')).toBe('one:x/y');
    expect(worktree).toBe('../../../lib');
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (text) => {
        expect(parseGitConfig(text).remotes).toBeInstanceOf(Map);
      }),
    );
  });
});
