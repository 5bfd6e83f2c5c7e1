import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeSessionEntry } from '../../src/inject/session-text.ts';
import type { SessionHit } from '../../src/model/query.ts';
import { anyText } from '../any-text.ts';
import { NOON } from '../samples.ts';

const HIT: SessionHit = {
  session: 'session-1',
  agent: 'claude-code',
  project: 'project-1',
  cwd: '/work',
  branch: 'main',
  startedAt: NOON,
  lastEventAt: NOON + 60_000,
  title: 'Fixed the login loop',
  memories: 6,
  best: [1, 4],
  score: 1,
};

describe('a session in an answer', () => {
  it('tells its day, what it was, where, and where to read on', () => {
    expect(writeSessionEntry(HIT)).toBe('2026-05-20 Fixed the login loop (claude-code on main; 6 memories, see #1 #4)');
  });

  it('tells the day it ended, where that is another', () => {
    expect(writeSessionEntry({ ...HIT, lastEventAt: NOON + 2 * 86_400_000 })).toContain(
      '(claude-code on main, until 2026-05-22; 6 memories',
    );
  });

  it('tells its project where it stands among those of others', () => {
    expect(writeSessionEntry(HIT, 'shop-api')).toContain('(claude-code in shop-api on main; 6 memories');
  });

  it('says whose words name it, where they are others’', () => {
    expect(writeSessionEntry({ ...HIT, source: 'import' })).toMatch(/^2026-05-20 \(from an imported archive\) Fixed/);
  });

  it('leaves out what is not known', () => {
    const { branch: _, ...rest } = HIT;
    expect(writeSessionEntry({ ...rest, memories: 1, best: [7] })).toBe('2026-05-20 Fixed the login loop (claude-code; 1 memory, see #7)');
    expect(writeSessionEntry({ ...rest, title: '', memories: 0, best: [] })).toBe('2026-05-20 Nothing was said (claude-code; no memories)');
  });

  it('is one line, whatever was said in it', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 120 }), anyText({ maxLength: 40 }), (title, branch) => {
        const line = writeSessionEntry({ ...HIT, title, branch });
        expect(line).not.toMatch(/[\n\r\u2028\u2029]/);
        expect(line.isWellFormed()).toBe(true);
      }),
    );
  });
});
