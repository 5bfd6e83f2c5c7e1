import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseSpan } from '../../src/surfaces/parse-span.ts';

const HOUR = 3_600_000;

describe('a span of days', () => {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env['TZ'];
  });
  afterEach(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['Europe/Berlin', '2026-12-31', 24],
    // Midnight is left out there.
    ['America/Santiago', '2026-09-06', 23],
    ['America/Santiago', '2026-09-05', 24],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Asia/Kolkata', '2026-03-29', 24],
  ])('ends with the last moment of its last day in %s: %s has %s hours', (zone, day, hours) => {
    process.env['TZ'] = zone;
    const [year, month, date] = day.split('-').map(Number) as [number, number, number];
    const { from, to } = parseSpan(day, ` ${day} `);
    expect([from, to]).toEqual([new Date(year, month - 1, date).getTime(), new Date(year, month - 1, date + 1).getTime()]);
    expect((to! - from!) / HOUR).toBe(hours);
  });

  it('is open where nothing is given, and takes a time as it is', () => {
    expect([parseSpan(undefined, ' '), parseSpan(undefined, '2026-03-29T12:00:00Z')]).toEqual([{}, { to: Date.UTC(2026, 2, 29, 12) }]);
  });

  it('is refused where it is none', () => {
    for (const text of ['yesterday', '2026-13-01']) expect(() => parseSpan(undefined, text)).toThrow(`${text} is no date`);
  });
});
