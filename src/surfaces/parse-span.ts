import { HoldfastError } from '../model/error.ts';
import type { Query } from '../model/query.ts';

/** From one day (YYYY-MM-DD, local time) or ISO time to another; the last day is included. Throws `usage`. */
export function parseSpan(start: string | undefined, end: string | undefined): Pick<Query, 'from' | 'to'> {
  const from = parseDate(start, 'start');
  const to = parseDate(end, 'end');
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function parseDate(text: string | undefined, edge: 'start' | 'end'): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text.trim());
  const at = Date.parse(isDay ? `${text.trim()}T00:00:00` : text);
  if (Number.isNaN(at)) throw new HoldfastError('usage', `${text} is no date. Write it as YYYY-MM-DD.`);
  return isDay && edge === 'end' ? nextDay(at) : at;
}

// Not 24 hours later: where clocks change, a day has 23 or 25.
function nextDay(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}
