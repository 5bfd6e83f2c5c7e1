import { describe, expect, it } from 'vitest';
import { identifiers, join } from '../../src/model/identifier.ts';

function parts(text: string): string[] {
  return Array.from(identifiers(text), (identifier) => identifier.parts.join(' '));
}

describe('identifiers', () => {
  it.each([
    'ensureWorkerStarted',
    'EnsureWorkerStarted',
    'ensure_worker_started',
    'ensure-worker-started',
    'ENSURE_WORKER_STARTED',
    '__ensure_worker__started',
  ])('has the same parts for %s', (spelling) => {
    expect(parts(spelling)).toEqual(['ensure worker started']);
  });

  it('ends where anything but an underscore or a hyphen stands', () => {
    expect(parts('src/auth-flow.ts a - b')).toEqual(['src', 'auth flow', 'ts', 'a', 'b']);
  });

  it('takes a run of an unspaced script for one by itself', () => {
    expect(parts('修复-login_漏洞')).toEqual(['修复', 'login', '漏洞']);
  });

  it('does not grow without bound', () => {
    expect(Math.max(...Array.from(identifiers('a-'.repeat(1000)), ({ words }) => words.length))).toBeLessThanOrEqual(12);
  });
});

describe('join', () => {
  it('writes parts as one word', () => {
    expect(join(['reuse', 'port'])).toBe('reuseport');
  });

  it('does not join dates or slugs', () => {
    expect(join(['2026', '01', '22'])).toBeUndefined();
    expect(join(['how-to-write-a-title-that-is-far-too-long-for-a-name'])).toBeUndefined();
  });
});
