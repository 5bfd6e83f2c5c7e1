import { expect } from 'vitest';

/** What a server says, parsed. */
export type Reply = Readonly<Record<string, unknown>>;

// What only a fault of ours says.
const FAULT =
  /SQLITE_|syntax error|no such (?:table|column)|is not a function|cannot (?:read|convert|destructure)|is not iterable|undefined|\n\s+at /i;

/** Checks that a line is a reply of JSON-RPC 2.0, and that no fault of ours is in what went wrong. */
export function expectReply({ jsonrpc, id, result, error, ...rest }: Reply): void {
  expect(rest).toEqual({});
  expect(jsonrpc).toBe('2.0');
  expect(['string', 'number'].includes(typeof id) || (id === null && error !== undefined)).toBe(true);
  expect([result === undefined, error === undefined].toSorted()).toEqual([false, true]);
  if (error !== undefined) {
    const { code, message } = error as Record<string, unknown>;
    expect([Number.isInteger(code), typeof message]).toEqual([true, 'string']);
    expect(message).not.toMatch(FAULT);
  }
  const { isError, content } = (result ?? {}) as { isError?: unknown; content?: readonly { text: string }[] };
  if (isError !== undefined) expect(content?.[0]?.text.replace(/"[^"]*"/g, '')).not.toMatch(FAULT);
}
