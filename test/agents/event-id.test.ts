import { describe, expect, it } from 'vitest';
import { eventId } from '../../src/agents/event-id.ts';

describe('eventId', () => {
  it('is the same for the same event, and 22 characters that need no escaping', () => {
    expect(eventId('claude-code', 'session', 'tool:1')).toBe(eventId('claude-code', 'session', 'tool:1'));
    expect(eventId('claude-code', 'session', 'tool:1')).toMatch(/^[\w-]{22}$/);
  });

  it('differs where agent, session or native id differ, also at their borders', () => {
    const ids = [
      eventId('a', 'b', 'c'),
      eventId('x', 'b', 'c'),
      eventId('a', 'x', 'c'),
      eventId('a', 'b', 'x'),
      eventId('ab', '', 'c'),
      eventId('a', 'bc', ''),
      eventId('a"', ',"b', 'c'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
