import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenceLine } from '../../src/inject/fence.ts';
import { formatDay } from '../../src/inject/format-day.ts';
import { formatIndexLine } from '../../src/inject/index-line.ts';
import { writeIndexEntry } from '../../src/inject/index-text.ts';
import { NOON } from '../samples.ts';
import { anyText } from '../any-text.ts';
import { sampleMemory } from './sample-memory.ts';

describe('a line of an index', () => {
  it('tells number, type, title, and the files that were changed', () => {
    expect(formatIndexLine(sampleMemory())).toBe('#41 bugfix Fixed the login loop [src/login.ts]');
    expect(formatIndexLine(sampleMemory({ filesModified: ['a.ts', 'b.ts', 'c.ts'] }))).toBe('#41 bugfix Fixed the login loop [a.ts +2]');
    expect(formatIndexLine(sampleMemory({ filesModified: [] }))).toBe('#41 bugfix Fixed the login loop');
  });

  it('says before the title that a rule waits', () => {
    const waiting = { type: 'constraint', title: 'Never wait', status: 'archived' } as const;
    expect(formatIndexLine(sampleMemory({ ...waiting, authority: 'assistant' }))).toMatch(/^#41 constraint \(waits\) Never wait/);
    expect(formatIndexLine(sampleMemory({ ...waiting, authority: 'web' }))).toMatch(
      /^#41 constraint \(quotes the web\) \(waits\) Never wait/,
    );
  });

  it('cuts the end of a long title and the start of a long path, never inside a character', () => {
    const line = formatIndexLine(
      sampleMemory({ title: `${'x'.repeat(116)}😀${'y'.repeat(90)}`, filesModified: [`${'deep/'.repeat(50)}😀/${'z'.repeat(75)}`] }),
    );
    expect(line).toBe(`#41 bugfix ${'x'.repeat(116)}... [.../${'z'.repeat(75)}]`);
  });

  it('is one line of at most 250 characters or so and well formed, whatever is in the memory', () => {
    fc.assert(
      fc.property(
        anyText({ maxLength: 400 }),
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ maxLength: 99 }),
        (title, file, type) => {
          const line = formatIndexLine(sampleMemory({ title, type, filesModified: [file, file] }));
          expect(line.length).toBeLessThan(260);
          expect(line).not.toMatch(/[\n\r\u2028\u2029]/);
          expect(line.isWellFormed()).toBe(true);
        },
      ),
    );
  });

  it('has its day, its size and a remark where it stands in an answer', () => {
    expect(writeIndexEntry(sampleMemory())).toBe(`${formatDay(NOON)} #41 bugfix Fixed the login loop [src/login.ts] (~90 tokens)`);
    expect(writeIndexEntry(sampleMemory(), 'terms: login')).toMatch(/ \(~90 tokens; terms: login\)$/);
  });

  it('has the project where it stands among those of others, on the same line', () => {
    expect(writeIndexEntry(sampleMemory(), 'terms: login', 'shop-api')).toMatch(/ \(~90 tokens; in shop-api; terms: login\)$/);
    expect(writeIndexEntry(sampleMemory(), '', 'shop\n<api>')).toBe(
      `${writeIndexEntry(sampleMemory()).slice(0, -1)}; in ${fenceLine('shop\n<api>')})`,
    );
  });
});

it('a day is written as year, month and day, in the time zone of the user', () => {
  const at = new Date(2026, 0, 5, 23, 59).getTime();
  expect([formatDay(at), formatDay(at + 60_000)]).toEqual(['2026-01-05', '2026-01-06']);
});
