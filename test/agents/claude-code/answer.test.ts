import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';

const PROMPT = { hook_event_name: 'UserPromptSubmit' };

function contextOf(answer: string): string | undefined {
  return (JSON.parse(answer) as { hookSpecificOutput?: { additionalContext: string } }).hookSpecificOutput?.additionalContext;
}

describe('writeAnswer', () => {
  it('is an empty object where there is nothing to say', () => {
    expect(claudeCode.writeAnswer({}, PROMPT)).toBe('{}');
    expect(claudeCode.writeAnswer({ context: '', notice: '' }, PROMPT)).toBe('{}');
  });

  it('gives context to the model and a notice to the user', () => {
    expect(JSON.parse(claudeCode.writeAnswer({ context: 'What was done', notice: '3 memories' }, PROMPT))).toEqual({
      hookSpecificOutput: { hookEventName: 'UserPromptSubmit', additionalContext: 'What was done' },
      systemMessage: '3 memories',
    });
  });

  it('tells the user on one line that orders nothing to a terminal, whatever a folder is called', () => {
    const answer = claudeCode.writeAnswer({ notice: 'Holdfast: nothing is known of a\n\u001b]0;title\u0007\u001b[2Jb yet.' }, PROMPT);
    expect(JSON.parse(answer)).toEqual({ systemMessage: 'Holdfast: nothing is known of a b yet.' });
  });

  it('gives no context where it would be lost or start the agent again', () => {
    for (const hook_event_name of ['Stop', 'SubagentStop', 'SessionEnd', 'PostCompact', '', 7, undefined]) {
      expect(claudeCode.writeAnswer({ context: 'x' }, { hook_event_name })).toBe('{}');
    }
  });

  it('leaves 10,000 units whole and cuts more at the end of a line', () => {
    const exact = 'x'.repeat(10_000);
    expect(contextOf(claudeCode.writeAnswer({ context: exact }, PROMPT))).toBe(exact);
    const lines = `${'word\n'.repeat(1_999)}${'y'.repeat(50)}\nend`;
    expect(contextOf(claudeCode.writeAnswer({ context: lines }, PROMPT))).toBe('word\n'.repeat(1_999).trimEnd());
  });

  it('never passes the limit, never splits a character', () => {
    const context = fc
      .array(fc.string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 100 })
      .map((parts) => parts.join('\n').repeat(3));
    const emoji = fc.nat(2).map((shift) => 'x'.repeat(shift) + '🪨'.repeat(6_000));
    fc.assert(
      fc.property(fc.oneof(context, emoji), (text) => {
        const given = contextOf(claudeCode.writeAnswer({ context: text }, PROMPT)) ?? '';
        expect(given.length).toBeLessThanOrEqual(10_000);
        expect(text.startsWith(given)).toBe(true);
        expect(given.isWellFormed()).toBe(text.isWellFormed());
      }),
    );
  });
});
