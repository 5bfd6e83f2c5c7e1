const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const COUNTS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const VAGUE: Readonly<Record<string, Count>> = {
  a: { least: 1, most: 1 },
  an: { least: 1, most: 1 },
  couple: { least: 2, most: 3 },
  few: { least: 2, most: 5 },
  several: { least: 3, most: 8 },
};

/** How many, as exactly as it was said. */
export interface Count {
  readonly least: number;
  readonly most: number;
}

/** Sources of patterns, to be matched whatever the case; what they match may still be none of the names. */
export const NAMES: Readonly<Record<'month' | 'weekday' | 'count', string>> = {
  month: `(?:${MONTHS.join('|')}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)`,
  weekday: `(?:${WEEKDAYS.join('|')}|sun|mon|tues?|wed|thu(?:rs?)?|fri|sat)`,
  count: `(?:[1-9]\\d{0,2}|${COUNTS.join('|')}|an?|(?:a )?couple(?: of)?|(?:a )?few|several)`,
};

/** 0 to 11. Undefined: short for something else, `dec` or `oct` in lower case. */
export function toMonth(name: string): number | undefined {
  return CODE.has(name) ? undefined : MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3)));
}

/** 0 for Sunday to 6. Undefined: not sure to be a day, `sun` or `sat` in lower case. */
export function toWeekday(name: string): number | undefined {
  const lower = name.toLowerCase();
  if (!lower.endsWith('day') && !/^[A-Z][a-z]+$/.test(name)) return undefined;
  return WEEKDAYS.findIndex((day) => day.startsWith(lower.slice(0, 3)));
}

/** What a word or number for a count stands for. */
export function toCount(name: string): Count {
  const word = name
    .toLowerCase()
    .split(/\s+/)
    .findLast((each) => each !== 'of')!;
  const count = /^\d+$/.test(word) ? Number(word) : COUNTS.indexOf(word) + 1;
  return VAGUE[word] ?? { least: count, most: count };
}

/** Whether the name of a month is a word of the language, too. */
export function isWordToo(month: string): boolean {
  return /^(?:may|march)$/i.test(month);
}

/** Whether a text has any of the words that times are named with. False: it names none, and no pattern has to be compiled. */
export function mayNameTime(text: string): boolean {
  return HINT.test(text);
}

const HINT = new RegExp(
  String.raw`\b(?:\d{4}|${NAMES.month}|${NAMES.weekday}|(?:to|yester)day|(?:minute|hour|day|week|month|year)s?|weekend|night|morning|afternoon|evening)\b`,
  'i',
);
const CODE: ReadonlySet<string> = new Set(['mar', 'sep', 'oct', 'dec', 'OCT', 'DEC', 'SEP', 'MAR']);
