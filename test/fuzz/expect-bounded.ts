import { expect } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { LIMITS } from '../../src/model/limits.ts';

// For the mark where a text was cut, notes on images, and what stands for them.
const ROOM = 5_000;
const LONGEST_NAME = 400;
const LONGEST_INPUT = 80_000;

/** Checks that no part of an event is longer than what is kept of one, and that it has the form of one. */
export function expectBounded({ id, kind, session, prompt, at, origin = '', subagent, text = '', call }: Event): void {
  expect(id).toMatch(/^[\w-]{22}$/);
  for (const name of [kind, session, prompt, origin, subagent?.id ?? '', subagent?.type ?? '', call?.tool ?? ''])
    expect(name.length).toBeLessThanOrEqual(LONGEST_NAME);
  expect(Number.isSafeInteger(at) && at >= 0).toBe(true);
  expect(text.length).toBeLessThanOrEqual(LIMITS.prompt.head + LIMITS.prompt.tail + ROOM);
  if (call === undefined) return;
  expect(call.output.length).toBeLessThanOrEqual(LIMITS.toolOutput.head + LIMITS.toolOutput.tail + ROOM);
  expect(JSON.stringify(call.input).length).toBeLessThanOrEqual(LONGEST_INPUT);
  expect(typeof call.failed).toBe('boolean');
}
