import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/recall/explain.ts';
import { sampleMemory } from './sample-memory.ts';

const plain = { words: [], foundBy: [], affinity: 'none', recency: 1 } as const;

describe('explain', () => {
  it('names each word once, where it weighs most', () => {
    const memory = sampleMemory({ title: 'ensureWorkerStarted hangs', facts: ['the worker waits'], narrative: 'A pipe was left open.' });
    expect(explain(memory, { ...plain, words: ['worker', 'pipes', 'waiting', 'absent'] })).toMatch(
      /^title: worker; facts: waiting; text: pipes; from/,
    );
  });

  it('finds a name in any spelling', () => {
    const memory = sampleMemory({ title: 'Renamed ensure_worker', filesModified: ['src/auth/login.ts'] });
    expect(explain(memory, { ...plain, words: ['ensure-worker', 'auth/login.ts'] })).toMatch(
      /^title: ensure-worker; files: auth\/login\.ts;/,
    );
  });

  it('does not find a word inside another', () => {
    expect(explain(sampleMemory({ title: 'import it', narrative: '', subtitle: '' }), { ...plain, words: ['port'] })).not.toContain(
      'port:',
    );
    expect(explain(sampleMemory({ title: 'import it' }), { ...plain, words: ['port'] })).not.toContain('title');
  });

  it('finds a word within a script without spaces', () => {
    expect(explain(sampleMemory({ title: '修复登录漏洞' }), { ...plain, words: ['漏洞'] })).toMatch(/^title: 漏洞/);
  });

  it('says what found it where its own words did not', () => {
    const memory = sampleMemory({ title: 'Raised the timeout', narrative: '', subtitle: '', facts: [], filesRead: [] });
    const explained = (foundBy: Parameters<typeof explain>[1]['foundBy']): string =>
      explain(memory, { ...plain, words: ['proxy', 'timeout'], foundBy });
    expect(explained(['turn'])).toBe('title: timeout; in its turn; from the assistant; recency 1.0');
    expect(explained(['neighbours', 'meaning'])).toBe('title: timeout; beside its turn; near in meaning; from the assistant; recency 1.0');
  });

  it('says what speaks against it', () => {
    const why = explain(sampleMemory({ status: 'superseded', authority: 'web' }), { ...plain, recency: 0.04 });
    expect(why).toBe('superseded; quotes the web; recency 0.0');
  });

  it('is never longer than 120 characters', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })), fc.string({ unit: 'binary' }), (words, title) => {
        const why = explain(sampleMemory({ title: `${title} ${words.join(' ')}` }), { ...plain, words });
        return why.length <= 120 && why.isWellFormed();
      }),
    );
  });
});
