/** A type of memory, or a concept it may have, as a mode knows it. */
export interface ModeTerm {
  /** As it is stored: `bugfix`, `how-it-works`. */
  readonly id: string;
  /** For a model, in a few words; empty: the id says it. */
  readonly description: string;
}

/** What a model looks for, and in which words: data, so that users may write their own. */
export interface Mode {
  /** As it is set: `code`, `code--de`. */
  readonly name: string;
  /** For a person who chooses one. */
  readonly description?: string;
  /** The English name of the language memories are written in; undefined: that of the user's own words. */
  readonly language?: string;
  readonly types: readonly ModeTerm[];
  readonly concepts: readonly ModeTerm[];
  /** For a model: who it is, what is worth keeping, what is not. Each a few sentences; empty: nothing special. */
  readonly role: string;
  readonly record: string;
  readonly skip: string;
}
