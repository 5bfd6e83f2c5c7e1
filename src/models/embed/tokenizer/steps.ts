/** Brings a text into the form in which the vocabulary was made. */
export type Normalize = (text: string) => string;

/** Cuts a normalised text into words. */
export type Split = (text: string) => readonly string[];

/** Cuts a word into pieces of a vocabulary. */
export interface Pieces {
  readonly ids: ReadonlyMap<string, number>;
  /** The id of what is not in the vocabulary, where there is one. */
  readonly unknown: number | undefined;
  encode(word: string): readonly number[];
}
