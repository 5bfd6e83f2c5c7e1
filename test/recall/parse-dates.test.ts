import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDates } from '../../src/recall/parse-dates.ts';
import { anyText } from '../any-text.ts';
import { cpuMs } from '../fuzz/cpu-ms.ts';

// A Wednesday.
const NOW = new Date(2026, 0, 21, 15, 30).getTime();
const HOUR = 3_600_000;

// `2026-01-14` and the like, in the time zone of the process.
function day(text: string): number {
  const [year, month, date] = text.split('-').map(Number);
  return new Date(year!, month! - 1, date).getTime();
}

function read(text: string): readonly [number | undefined, number | undefined] | undefined {
  const dates = readDates(text, NOW);
  return dates && [dates.from, dates.to];
}

describe('a time is read from', () => {
  it.each([
    ['today', '2026-01-21', '2026-01-22'],
    ['what did I break this morning?', '2026-01-21', '2026-01-22'],
    ['what did we decide yesterday', '2026-01-20', '2026-01-21'],
    ["yesterday's login fix", '2026-01-20', '2026-01-21'],
    ['the crash last night', '2026-01-20', '2026-01-21'],
    ['the day before yesterday', '2026-01-19', '2026-01-20'],
    ['3 days ago', '2026-01-18', '2026-01-19'],
    ['Three days ago', '2026-01-18', '2026-01-19'],
    ['a week ago', '2026-01-11', '2026-01-18'],
    ['2 weeks ago', '2026-01-04', '2026-01-11'],
    ['a couple of weeks ago', '2025-12-28', '2026-01-11'],
    ['a few days ago', '2026-01-16', '2026-01-20'],
    ['two months ago', '2025-11-06', '2025-12-07'],
    ['a year ago', '2024-11-22', '2025-03-23'],
    ['last 3 days', '2026-01-18', '2026-01-22'],
    ['in the past 2 weeks', '2026-01-07', '2026-01-22'],
    ['the last couple of days', '2026-01-18', '2026-01-22'],
    ['over the last week', '2026-01-14', '2026-01-22'],
    ['within the past month', '2025-12-21', '2026-01-22'],
    ['last week', '2026-01-12', '2026-01-19'],
    ['this week', '2026-01-19', '2026-01-26'],
    ["last week's refactoring", '2026-01-12', '2026-01-19'],
    ['last weekend', '2026-01-17', '2026-01-19'],
    ['this month', '2026-01-01', '2026-02-01'],
    ['previous month', '2025-12-01', '2026-01-01'],
    ['last year', '2025-01-01', '2026-01-01'],
    ['this year', '2026-01-01', '2027-01-01'],
    ['last Tuesday', '2026-01-20', '2026-01-21'],
    ['last wednesday', '2026-01-14', '2026-01-15'],
    ['why did the build fail on Tuesday', '2026-01-20', '2026-01-21'],
    ['on Wed', '2026-01-14', '2026-01-15'],
    ['on Friday evening', '2026-01-16', '2026-01-17'],
    ['Tuesday last week', '2026-01-13', '2026-01-14'],
    ['last week on Sunday', '2026-01-18', '2026-01-19'],
    ['in January', '2026-01-01', '2026-02-01'],
    ['in february', '2025-02-01', '2025-03-01'],
    ['in January 2025', '2025-01-01', '2025-02-01'],
    ['in late November', '2025-11-01', '2025-12-01'],
    ['in mid-December', '2025-12-01', '2026-01-01'],
    ['March last year', '2025-03-01', '2025-04-01'],
    ['June 2025', '2025-06-01', '2025-07-01'],
    ['fix in May', '2025-05-01', '2025-06-01'],
    ['January 14', '2026-01-14', '2026-01-15'],
    ['January 22', '2025-01-22', '2025-01-23'],
    ['14 January', '2026-01-14', '2026-01-15'],
    ['on the 14th of January', '2026-01-14', '2026-01-15'],
    ['jan 14', '2026-01-14', '2026-01-15'],
    ['Dec 24, 2024', '2024-12-24', '2024-12-25'],
    ['what about May 5?', '2025-05-05', '2025-05-06'],
    ['on may 5 the parser', '2025-05-05', '2025-05-06'],
    ['February 29', '2024-02-29', '2024-03-01'],
    ['2026-01-14', '2026-01-14', '2026-01-15'],
    ['decided on 2026-01-14.', '2026-01-14', '2026-01-15'],
    ['in 2025-11', '2025-11-01', '2025-12-01'],
    ['in 2025', '2025-01-01', '2026-01-01'],
    ['between Monday and Tuesday', '2026-01-19', '2026-01-21'],
    ['between Wednesday and Monday', '2026-01-14', '2026-01-20'],
    ['between November and January', '2025-11-01', '2026-02-01'],
    ['between January 3 and January 9', '2026-01-03', '2026-01-10'],
    ['between 2026-01-09 and 2026-01-03', '2026-01-03', '2026-01-10'],
    ['from January to March', '2025-01-01', '2025-04-01'],
    ['2026-01-05 to 2026-01-09', '2026-01-05', '2026-01-10'],
    ['between a week ago and yesterday', '2026-01-11', '2026-01-21'],
    ['since last Monday, before yesterday', '2026-01-19', '2026-01-20'],
    ['yesterday and on Monday', '2026-01-19', '2026-01-21'],
  ])('%s', (text, from, to) => {
    expect(read(text)).toEqual([day(from), day(to)]);
  });

  it.each([
    ['since January', '2026-01-01', undefined],
    ['everything since last Tuesday', '2026-01-20', undefined],
    ['ever since 2025', '2025-01-01', undefined],
    ['after January 3', '2026-01-04', undefined],
    ['after last week', '2026-01-19', undefined],
    ['newer than 2026-01-01', '2026-01-02', undefined],
    ['before March', undefined, '2025-03-01'],
    ['before 2026-01-14', undefined, '2026-01-14'],
    ['prior to December', undefined, '2025-12-01'],
    ['until last week', undefined, '2026-01-19'],
    ['older than last month', undefined, '2025-12-01'],
  ])('%s, open at one end', (text, from, to) => {
    expect(read(text)).toEqual([from === undefined ? undefined : day(from), to === undefined ? undefined : day(to)]);
  });

  it('hours and minutes before now, and now', () => {
    expect(read('3 hours ago')).toEqual([NOW - 4 * HOUR, NOW - 2 * HOUR]);
    expect(read('last 24 hours')).toEqual([NOW - 24 * HOUR, NOW]);
    expect(read('between Monday and now')).toEqual([day('2026-01-19'), NOW]);
  });
});

describe('no time is read from', () => {
  it.each([
    'the login fix',
    'upgrade to 2.1.330',
    'version 1.2.3 of node 22.16',
    'anthropic-version: 2023-06-01',
    'API version 2024-10-21',
    'claude-sonnet-2024-10-22',
    '12:30:01 ERROR connection refused',
    '2026-01-14T10:22:33.123Z ERROR refused',
    '2026-01-14 10:22:33 ERROR refused',
    'notes/2026-01-14.md',
    'setDate and Date.now()',
    'what does now() return',
    'const today = new Date()',
    'if (today > deadline) return',
    'isSameDay(today, date)',
    'git log --since yesterday',
    'the `yesterday` helper',
    'the label "last week" is wrong',
    'rename the yesterday variable',
    "format today's date",
    'works the same as today',
    'today.ts',
    'monday.com API',
    'march through the list',
    'it may fail',
    'test 14 may fail',
    'May 5 requests share a lock?',
    'the sun icon',
    'sat on the bench',
    'second attempt',
    'the last session',
    'last time',
    'last 5 commits',
    'last minute change',
    'last day of the month',
    'last Friday of the month',
    'next Tuesday',
    'every Monday',
    'on Mondays',
    'the Friday deploy',
    'august release notes',
    'print it in dec',
    'convert dec 10 to hex',
    'chmod oct 755',
    'timeout after 30 seconds',
    'retry within 5 minutes',
    'keep it for 2 weeks',
    'over 3 days',
    'n days ago',
    '0 days ago',
    'in 2048 bytes',
    'in 2024 tokens',
    'listening on 2020',
    'issue 2025',
    'port 8080',
    '3/4 of the tests',
    '2026-02-30',
    'February 31',
    'January 32',
    '2027-05-01',
    'in February 2027',
    'tomorrow',
    'before the refactor',
    'since the last commit',
    'from src to dist',
    'until the tests pass',
    'between client and server',
    'until now',
    'until today',
    'recently',
    '',
  ])('%s', (text) => {
    expect(readDates(text, NOW)).toBeUndefined();
  });

  it('what is pasted: a long text, or one full of dates', () => {
    expect(readDates(`since yesterday ${'the parser fails '.repeat(20)}`, NOW)).toBeUndefined();
    expect(readDates('today\n2026-01-14T10:22:33Z a\n2026-01-14T10:22:34Z b', NOW)).toBeUndefined();
    expect(readDates('January 1, January 2, January 3 or January 4', NOW)).toBeUndefined();
  });
});

describe('beside the time', () => {
  it.each([
    ['the login fix on Tuesday, or was it Redis?', 'the login fix, or was it Redis?'],
    ["last week's bug in login.ts", 'bug in login.ts'],
    ['what did we decide about   auth since January 3?', 'what did we decide about   auth?'],
    ['in the last 3 days', ''],
    ['(yesterday) the cache', '( ) the cache'],
    ['may we use what we built in May', 'may we use what we built'],
  ])('the rest of %s is kept', (text, rest) => {
    expect(readDates(text, NOW)?.rest).toBe(rest);
  });

  it('says whether a preposition introduces it', () => {
    const introduced = (text: string): boolean | undefined => readDates(text, NOW)?.introduced;
    expect(['since Tuesday', 'in January', 'between Monday and now', 'over the last week'].map(introduced)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['yesterday', 'last week', '2026-01-14', '2026-01-05 to 2026-01-09'].map(introduced)).toEqual([false, false, false, false]);
  });

  it('says whether anything else is asked', () => {
    const alone = (text: string): boolean | undefined => readDates(text, NOW)?.alone;
    expect(['yesterday', 'What did we do last week?', 'show everything since Monday', 'what happened in January'].map(alone)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['the login fix yesterday', 'tests since Monday', '修复 yesterday'].map(alone)).toEqual([false, false, false]);
  });
});

describe('any text at any time', () => {
  const words = fc.constantFrom(
    ...'since before after between and from to until in on of the last this past a couple few 3 14 31 2 days weeks months hours ago week month year weekend'.split(
      ' ',
    ),
    ...'January may March Feb Dec Tuesday wed Sun today yesterday now 2025 2026-01-14 2026-13-40 2025-11 14th , . ? ( ) " \u0000 \n'.split(
      ' ',
    ),
  );
  const query = fc.array(words, { maxLength: 14 }).map((parts) => parts.join(' '));
  const time = fc.integer({ min: 0, max: 4_102_444_800_000 });

  it('gives a span that begins before it ends and is not to come, or none', () => {
    fc.assert(
      fc.property(fc.oneof(query, anyText({ maxLength: 300 })), time, (text, now) => {
        const dates = readDates(text, now);
        if (dates === undefined) return;
        const { from = -Infinity, to = Infinity } = dates;
        expect(from).toBeLessThan(to);
        expect(from).toBeLessThanOrEqual(now);
        expect(from === -Infinity && to === Infinity).toBe(false);
        expect(Number.isNaN(from) || Number.isNaN(to)).toBe(false);
        expect(dates.rest.length).toBeLessThan(text.length);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes no time to speak of', () => {
    const start = cpuMs();
    for (const piece of ['a ', '1 ', '2026-01-14 ', 'between ', 'since last ', '3 days ', '"', '(', '\0', ' ', 'last week of ']) {
      for (const length of [20_000, 300]) readDates(piece.repeat(length).slice(0, length), NOW);
    }
    expect(cpuMs() - start).toBeLessThan(1000);
  });
});

describe('where clocks change', () => {
  it.each([
    ['America/New_York', [23, 24, 25]],
    ['Europe/Berlin', [23, 24, 25]],
    ['America/Santiago', [23, 24, 25]],
    ['Australia/Lord_Howe', [23.5, 24, 24.5]],
    ['Asia/Kolkata', [24]],
  ])('a day begins at its first moment and ends with its last in %s', (zone, hours) => {
    const before = process.env['TZ'];
    process.env['TZ'] = zone;
    try {
      const lengths = new Set<number>();
      for (let date = 1; date <= 366; date += 1) {
        const { from, to } = readDates('yesterday', new Date(2026, 0, date, 12).getTime())!;
        expect([from, to]).toEqual([new Date(2026, 0, date - 1).getTime(), new Date(2026, 0, date).getTime()]);
        lengths.add((to! - from!) / HOUR);
      }
      expect([...lengths].toSorted()).toEqual(hours);
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });
});
