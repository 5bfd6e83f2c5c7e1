import { expect } from 'vitest';

// What would be an order to a terminal, a reader or a model, were it not ours.
// oxlint-disable-next-line no-control-regex -- what must not be there
const RAW = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]|<\/?system-reminder|<\|im_start/;
const OURS = /<\/?holdfast-memory[^<>]*>/g;
const LONGEST_CONTEXT = 10_000;

/** Checks that a text is what a hook may be answered with: JSON of the known form, in which nothing that was recorded stands raw. */
export function expectAnswer(text: string, event: unknown): void {
  const { hookSpecificOutput, systemMessage, ...rest } = JSON.parse(text) as Record<string, unknown>;
  expect(rest).toEqual({});
  if (systemMessage !== undefined) {
    expect(systemMessage).toMatch(/^Holdfast\b[^\n]{0,400}$/);
    expect(systemMessage).not.toMatch(RAW);
  }
  if (hookSpecificOutput === undefined) return;
  const { hookEventName, additionalContext, ...others } = hookSpecificOutput as Record<string, unknown>;
  expect(others).toEqual({});
  expect(hookEventName).toBe(event);
  expectFenced(String(additionalContext));
  expect(String(additionalContext).length).toBeLessThanOrEqual(LONGEST_CONTEXT);
}

/** Checks that what was recorded stands inert in a text that goes to a model, between our tags and with none of its own. */
export function expectFenced(text: string): void {
  expect(text).not.toMatch(RAW);
  expect(text.isWellFormed()).toBe(true);
  const tags = [...text.matchAll(OURS)].map(([tag]) => (tag.startsWith('</') ? 'end' : 'start'));
  expect(tags).toEqual(tags.map((_, at) => (at % 2 === 0 ? 'start' : 'end')));
  expect(tags.length % 2).toBe(0);
}
