const MOST_TEXTS = 64;
const MOST_CHARACTERS = 64_000;

/** Cuts texts into requests of a size that every server takes, in their order. */
export function toBatches(texts: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let characters = 0;
  for (const text of texts) {
    const batch = batches.at(-1);
    characters += text.length;
    if (batch !== undefined && batch.length < MOST_TEXTS && characters <= MOST_CHARACTERS) batch.push(text);
    else {
      batches.push([text]);
      characters = text.length;
    }
  }
  return batches;
}
