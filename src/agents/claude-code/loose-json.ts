/** An object of unknown content. */
export type Fields = Readonly<Record<string, unknown>>;

/** Parses a JSON object. `undefined` for anything else; never throws. */
export function parseFields(text: string): Fields | undefined {
  return asFields(parseJson(text));
}

/** Parses JSON. `undefined` for what is none; never throws. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value if it is an object. */
export function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** The value if it is a text, else an empty one. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The value if it is a list, else an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
