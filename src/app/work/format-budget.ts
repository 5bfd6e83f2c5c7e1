import type { Unit } from '../../distill/budget.ts';
import { formatDay, formatTime } from '../../inject/format-day.ts';

/** `1,000,000` tokens; `0.42` US dollars, with four places where two would not show it. */
export function formatAmount(unit: Unit, amount: number): string {
  if (unit === 'tokens') return Math.round(amount).toLocaleString('en-US');
  const places = amount > 0 && amount < 0.01 ? 4 : 2;
  return amount.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** The time of day in the user's time zone, rounded up to a minute; with the day where that is another. */
export function formatUntil(until: number, now: number): string {
  const at = Math.ceil(until / 60_000) * 60_000;
  return formatDay(at) === formatDay(now) ? formatTime(at) : `${formatDay(at)} ${formatTime(at)}`;
}
