import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remoteAddress } from '../../src/workspace/remote-address.ts';

describe('remoteAddress', () => {
  it.each([
    'https://example.com/team/engine',
    'https://example.com/team/engine.git',
    'https://example.com:443/team/engine/',
    'https://user@Example.COM/team/engine.git',
    'https://user:pa%40ss@example.com//team/engine.git',
    'http://example.com:80/team/engine',
    'git://example.com/team/engine.git',
    'ssh://git@example.com/team/engine.git',
    'ssh://git@example.com:22/team/engine.git',
    'git+ssh://git@example.com/team/engine.git',
    'git@example.com:team/engine.git',
    'git@example.com:/team/engine.git',
    'example.com:team/engine',
  ])('reads %s as one repository', (url) => {
    expect(remoteAddress(url)).toBe('example.com/team/engine');
  });

  it.each([
    ['ssh://git@example.com:2222/team/engine.git', 'example.com:2222/team/engine'],
    ['https://example.com:8443/team/engine.git', 'example.com:8443/team/engine'],
    ['git@[::1]:team/engine.git', '[::1]/team/engine'],
    ['https://example.com/group/sub/Engine.git', 'example.com/group/sub/Engine'],
    ['https://example.com/team/engine.git?token=abc#x', 'example.com/team/engine'],
  ])('reads %s', (url, address) => {
    expect(remoteAddress(url)).toBe(address);
  });

  it.each([
    '',
    '/srv/git/engine.git',
    '../engine',
    './engine.git',
    '~/engine',
    'file:///srv/engine.git',
    'C:/engine',
    'C:\\engine',
    'engine',
    'ext::sh -c id',
    'https://example.com',
    'https://exa mple.com/a/b',
    'robot:token@example.com:team/engine',
    'https:///team/engine',
  ])('makes nothing of %s', (url) => {
    expect(remoteAddress(url)).toBeUndefined();
  });

  it('never repeats a user or a password', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9!$%^&*()_=~-]{8,30}$/);
    fc.assert(
      fc.property(word, word, (user, password) => {
        const address = remoteAddress(`https://${user}:${password}@example.com/team/engine.git`);
        expect(address).toBe('example.com/team/engine');
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(remoteAddress(text) ?? 'host/path').toMatch(/^[^@\s]+\/\S+$/);
      }),
    );
  });
});
