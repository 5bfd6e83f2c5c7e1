import { ago, last } from './ago.ts';
import { isWordToo, NAMES, toCount, toMonth, toWeekday } from './names.ts';
import { dayFrom, dayOf, monthsOf, weekFrom } from './span.ts';
import type { Span } from './span.ts';

/** A way to name a time. */
export interface Moment {
  /** Matches where it begins, whatever the case. */
  readonly pattern: RegExp;
  /** The words it has to stand behind to be a time at all; absent: none. */
  readonly behind?: RegExp;
  /** `ends`: nothing of the clause follows. `introduced`: it stands behind a preposition. */
  isClear?(found: Found, place: { readonly ends: boolean; readonly introduced: boolean }): boolean;
  /** Undefined: there is no such time. Of days and months without a year, the latest that has begun. */
  read(found: Found, now: number): Span | undefined;
}

type Found = Readonly<Record<string, string | undefined>>;

const { month, weekday, count } = NAMES;
const MONTH = `(?<month>${month})`;
const WEEKDAY = `(?<weekday>${weekday})`;
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?<year>\\d{4})';
const UNIT = '(?<unit>minute|hour|day|week|month|year)';
const PART = '(?: (?:morning|afternoon|evening|night))?';
// A space, punctuation, or the apostrophe of "today's".
const END = String.raw`(?=$|[\s),;:?!']|\.(?:[\s).]|$))`;
const BEHIND_DAY = /^(?:on|since|before|after|until|till|from|of|between|to|than|and|through)$/i;
const BEHIND_MONTH = /^(?:in|during|since|before|after|until|till|from|of|around|between|to|than|and|through)$/i;
const BEHIND_LAST = /^(?:in|during|over|within|for)$/i;

/** The ways to name a time; the first that fits counts. */
export const MOMENTS: readonly Moment[] = [
  row(`${YEAR}-(?<number>\\d\\d)-(?<day>\\d\\d)`, {
    read: (found) => dayOf(Number(found['year']), Number(found['number']) - 1, Number(found['day'])),
  }),
  row('(?:the )?day before yesterday', { read: (_, now) => dayFrom(now, -2) }),
  row(`yesterday${PART}|last night`, { read: (_, now) => dayFrom(now, -1) }),
  row('(?:earlier )?today|this (?:morning|afternoon|evening)', { read: (_, now) => dayFrom(now, 0) }),
  row(`(?<count>${count}) ${UNIT}s? ago`, { read: (found, now) => ago(toCount(found['count']!), singular(found), now) }),
  row(`(?:the )?(?:last|past|previous) (?<count>${count}) ${UNIT}s?`, {
    read: (found, now) => last(toCount(found['count']!), singular(found), now),
  }),
  row(`the (?:last|past) ${UNIT}(?! of )`, { behind: BEHIND_LAST, read: (found, now) => last(toCount('one'), singular(found), now) }),
  row(`${WEEKDAY}${PART} (?:of )?last week`, { read: readWeekdayOfLastWeek }),
  row(`last week(?: on)? ${WEEKDAY}`, { read: readWeekdayOfLastWeek }),
  row('(?<which>last|past|previous|this) (?<unit>week|weekend|month|year)(?! of )', { read: readCalendar }),
  row(`(?:this )?(?:last|past|previous|this) ${WEEKDAY}${PART}(?! of )`, { read: readWeekday }),
  row(`${WEEKDAY}${PART}`, { behind: BEHIND_DAY, read: readWeekday }),
  row(`${MONTH} (?:the )?${DAY}(?:,? ${YEAR})?`, { isClear: isDate, read: readDay }),
  row(`(?:the )?${DAY}(?: of)? ${MONTH}(?:,? ${YEAR})?`, { isClear: isDate, read: readDay }),
  row(`${MONTH},? (?:of )?(?:${YEAR}|(?<which>last|this) year)`, { read: readMonth }),
  row(`(?:(?:early|mid|late|the (?:start|beginning|middle|end) of) )?(?:mid-)?${MONTH}(?! \\d)`, { behind: BEHIND_MONTH, read: readMonth }),
  row(`${YEAR}-(?<number>\\d\\d)`, { behind: BEHIND_MONTH, read: readMonth }),
  row(`(?:early |mid |late )?${YEAR}(?! [a-z]+s\\b)`, { behind: BEHIND_MONTH, read: readYear }),
  row('now', { behind: /^(?:to|and|through|until|till)$/i, read: (_, now) => ({ from: now, to: now }) }),
];

function row(source: string, rest: Omit<Moment, 'pattern'>): Moment {
  return { pattern: new RegExp(`(?:${source})${END}`.replaceAll(' ', '[ \\t]+'), 'iy'), ...rest };
}

function singular(found: Found): string {
  return found['unit']!.toLowerCase();
}

function readCalendar(found: Found, now: number): Span {
  const past = found['which']!.toLowerCase() === 'this' ? 0 : -1;
  const today = new Date(now);
  if (singular(found) === 'week') return weekFrom(now, past);
  if (singular(found) === 'month') return monthsOf(today.getFullYear(), today.getMonth() + past);
  if (singular(found) === 'year') return monthsOf(today.getFullYear() + past, 0, 12);
  const begun = today.getDay() % 6 === 0;
  return { from: weekdayOf(now, begun ? past : -1, 6).from, to: weekdayOf(now, begun ? past : -1, 0).to };
}

function readWeekday(found: Found, now: number): Span | undefined {
  const day = toWeekday(found['weekday']!);
  return day === undefined ? undefined : dayFrom(now, -((new Date(now).getDay() - day + 6) % 7) - 1);
}

function readWeekdayOfLastWeek(found: Found, now: number): Span | undefined {
  const day = toWeekday(found['weekday']!);
  return day === undefined ? undefined : weekdayOf(now, -1, day);
}

function weekdayOf(now: number, week: number, day: number): Span {
  return dayFrom(weekFrom(now, week).from, (day + 6) % 7);
}

function readDay(found: Found, now: number): Span | undefined {
  const named = toMonth(found['month']!);
  if (named === undefined) return undefined;
  if (found['year'] !== undefined) return dayOf(Number(found['year']), named, Number(found['day']));
  // The 29th of February is up to eight years away.
  const year = new Date(now).getFullYear();
  const spans = Array.from({ length: 9 }, (_, i) => dayOf(year - i, named, Number(found['day'])));
  return spans.find((span) => span !== undefined && span.from <= now);
}

function readMonth(found: Found, now: number): Span | undefined {
  const named = found['number'] === undefined ? toMonth(found['month']!) : Number(found['number']) - 1;
  if (named === undefined || named < 0 || named > 11) return undefined;
  const today = new Date(now);
  if (found['year'] !== undefined) return monthsOf(Number(found['year']), named);
  const past = found['which'] === undefined ? named > today.getMonth() : found['which'].toLowerCase() === 'last';
  return monthsOf(today.getFullYear() - (past ? 1 : 0), named);
}

// Other numbers of four digits are sizes, ports and times.
function readYear(found: Found, now: number): Span | undefined {
  const year = Number(found['year']);
  return year < 2010 || year > new Date(now).getFullYear() ? undefined : monthsOf(year, 0, 12);
}

// "May 5 requests share a lock?", "test 14 may fail".
function isDate(found: Found, { ends, introduced }: { readonly ends: boolean; readonly introduced: boolean }): boolean {
  return introduced || ends || found['year'] !== undefined || !isWordToo(found['month']!);
}
