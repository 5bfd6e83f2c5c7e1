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
