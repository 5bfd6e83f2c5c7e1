import { HoldfastError } from '../../model/error.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A day (YYYY-MM-DD, local time) or an ISO time as ms since the epoch; for `end` the day is included. Throws `usage`. */
export function parseDate(text: string | undefined, edge: 'start' | 'end'): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text.trim());
  const at = Date.parse(isDay ? `${text.trim()}T00:00:00` : text);
  if (Number.isNaN(at)) throw new HoldfastError('usage', `${text} is no date. Write it as YYYY-MM-DD.`);
  return isDay && edge === 'end' ? at + DAY_MS : at;
}

/** The items of a comma-separated text; undefined for none. */
export function splitList(text: string | undefined): readonly string[] | undefined {
  const items = (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return items.length === 0 ? undefined : items;
}

/** Numbers or ids as keys, from a list, one value, or a text with commas or a JSON list in it. */
export function toKeys(ids: unknown): readonly string[] {
  const values = Array.isArray(ids) ? ids : [ids];
  return values
    .flatMap((value) =>
      String(value)
        .replaceAll(/[[\]"\s]/g, ',')
        .split(','),
    )
    .filter((key) => key !== '');
}
