import { identifiers } from '../model/identifier.ts';
import type { Identifier } from '../model/identifier.ts';

/** Identifiers written together: a path, a dotted name, a version, an address. A single identifier is one, too. */
export type Compound = readonly Identifier[];

/** The compounds of a text in order, lazily. */
export function* compounds(text: string): Generator<Compound> {
  let held: Identifier[] = [];
  for (const identifier of identifiers(text)) {
    if (held.length > 0 && !holds(held, identifier)) {
      yield held;
      held = [];
    }
    held.push(identifier);
  }
  if (held.length > 0) yield held;
}

// `src/a.ts`, `C:\src`, `std::vector`, `this->x`, `https://host`, `src/.env`, `@scope/name`, `file.ts:12`.
const CONNECTOR = /^(?:[./\\:#@]|::|->|:\/\/|[/\\][.@_])$/;
const MOST = 16;

function holds(held: Compound, next: Identifier): boolean {
  const unspaced = next.words[0]!.unspaced || held[0]!.words[0]!.unspaced;
  return !unspaced && held.length < MOST && CONNECTOR.test(next.words[0]!.gap);
}
