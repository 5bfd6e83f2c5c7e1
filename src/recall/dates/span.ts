/** A stretch of time, in milliseconds since the epoch: `from` belongs to it, `to` does not. Open ends are infinite. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The start of a local day: today's at `now`, or one that many months and days away. A month too short ends early. */
export function startOfDay(now: number, days = 0, months = 0): number {
  const today = new Date(now);
  const month = new Date(today.getFullYear(), today.getMonth() + months, 1);
  const date = Math.min(today.getDate(), daysIn(month.getFullYear(), month.getMonth()));
  return new Date(month.getFullYear(), month.getMonth(), date + days).getTime();
}

/** A local day, `days` after today. */
export function dayFrom(now: number, days: number): Span {
  return { from: startOfDay(now, days), to: startOfDay(now, days + 1) };
}

/** A day of the calendar; `month` is 0 to 11. Undefined: there is no such day. */
export function dayOf(year: number, month: number, date: number): Span | undefined {
  if (month < 0 || month > 11 || date < 1 || date > daysIn(year, month)) return undefined;
  return { from: new Date(year, month, date).getTime(), to: new Date(year, month, date + 1).getTime() };
}

/** Months of the calendar, from the one given on; it may lie outside the year. */
export function monthsOf(year: number, month: number, count = 1): Span {
  return { from: new Date(year, month, 1).getTime(), to: new Date(year, month + count, 1).getTime() };
}

/** A week from Monday to Sunday, `weeks` after this one. */
export function weekFrom(now: number, weeks: number): Span {
  const monday = 7 * weeks - ((new Date(now).getDay() + 6) % 7);
  return { from: startOfDay(now, monday), to: startOfDay(now, monday + 7) };
}

/** What both have in common, or where there is nothing, both and all that is between. */
export function combine(a: Span, b: Span): Span {
  const common = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return common.from < common.to ? common : { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

function daysIn(year: number, month: number): number {
  return new Date(year, month + 1, 0).getDate();
}
