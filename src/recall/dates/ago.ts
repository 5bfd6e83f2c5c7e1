import type { Count } from './names.ts';
import { dayFrom, startOfDay } from './span.ts';
import type { Span } from './span.ts';

/** Around the time that many units ago: who says "three weeks" means a week, more or less. `unit` in the singular. */
export function ago({ least, most }: Count, unit: string, now: number): Span {
  const milliseconds = MILLISECONDS[unit];
  if (milliseconds !== undefined) return { from: now - (most + 1) * milliseconds, to: now - (least - 1) * milliseconds };
  const slack = SLACK_DAYS[unit] ?? 0;
  return { from: back(now, most, unit, -slack), to: back(now, least, unit, slack + 1) };
}

/** The last so many units, until the end of today; hours and minutes until now. */
export function last({ most }: Count, unit: string, now: number): Span {
  const milliseconds = MILLISECONDS[unit];
  if (milliseconds !== undefined) return { from: now - most * milliseconds, to: now };
  return { from: back(now, most, unit, 0), to: dayFrom(now, 0).to };
}

const MILLISECONDS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000 };
const SLACK_DAYS: Readonly<Record<string, number>> = { day: 0, week: 3, month: 15, year: 60 };

function back(now: number, count: number, unit: string, days: number): number {
  if (unit === 'day') return startOfDay(now, days - count);
  if (unit === 'week') return startOfDay(now, days - 7 * count);
  return startOfDay(now, days, unit === 'year' ? -12 * count : -count);
}
