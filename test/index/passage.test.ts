import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPassage } from '../../src/index/passage.ts';
import { anyText } from '../any-text.ts';

const CALL = { tool: 'Bash', input: { command: 'npm test' }, output: 'all passed', failed: false };

describe('the passage of an event', () => {
  it.each(['prompt', 'assistant_message', 'subagent_end'] as const)('of a %s is its words', (kind) => {
    expect(toPassage({ kind, text: 'Why is it slow?' })).toBe('Why is it slow?');
  });

  it.each(['compaction', 'session_start', 'session_end', 'subagent_start'] as const)('does not exist for a %s', (kind) => {
    expect(toPassage({ kind, text: 'startup' })).toBeUndefined();
  });

  it('does not exist where nothing is said', () => {
    for (const event of [{ kind: 'prompt', text: ' \n\t' }, { kind: 'prompt' }, { kind: 'tool_call' }] as const)
      expect(toPassage(event)).toBeUndefined();
  });

  it('of a tool call is the tool and what it was told, at whatever depth, but neither names nor numbers', () => {
    const input = { edits: [{ old: 'alpha', new: ['beta', { deeper: 'gamma' }] }], all: true, count: 7, none: null };
    expect(toPassage({ kind: 'tool_call', call: { ...CALL, tool: 'MultiEdit', input } })).toBe('MultiEdit\nalpha\nbeta\ngamma');
  });

  it('of a tool call has what came of it only where it failed', () => {
    expect(toPassage({ kind: 'tool_call', call: CALL })).toBe('Bash\nnpm test');
    expect(toPassage({ kind: 'tool_call', call: { ...CALL, output: 'EADDRINUSE', failed: true } })).toBe('Bash\nnpm test\nEADDRINUSE');
  });

  it('keeps the start and the end of what is long', () => {
    const long = (length: number): string => `start${'x'.repeat(length)}end`;
    const texts = [
      [toPassage({ kind: 'prompt', text: long(20_000) })!, 8000],
      [toPassage({ kind: 'tool_call', call: { ...CALL, input: { command: long(20_000) } } })!, 1800],
      [toPassage({ kind: 'tool_call', call: { ...CALL, output: long(20_000), failed: true } })!, 1200],
    ] as const;
    for (const [text, bound] of texts) {
      expect(text.length).toBeGreaterThan(bound);
      expect(text.length).toBeLessThan(bound + 100);
      expect(text).toMatch(/start.*end/s);
    }
  });

  it('is well-formed text, whatever is told', () => {
    fc.assert(
      fc.property(anyText(), fc.json(), fc.boolean(), (text, json, failed) => {
        const call = { tool: 'Any', input: { json: JSON.parse(json) }, output: text, failed };
        expect(toPassage({ kind: 'tool_call', call })!.isWellFormed()).toBe(true);
        expect(toPassage({ kind: 'prompt', text })).toBe(text.trim() === '' ? undefined : text);
      }),
    );
  });
});
