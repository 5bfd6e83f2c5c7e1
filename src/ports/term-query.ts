/** What the search index is asked: terms of alternatives, each alternative a phrase of index terms. */
export interface TermQuery {
  /** Any of these may match; each is a phrase, a list of adjacent terms. `required` ones all have to. */
  readonly any: readonly (readonly string[])[];
  readonly required: readonly (readonly string[])[];
}
