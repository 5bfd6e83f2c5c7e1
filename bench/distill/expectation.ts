/** However it is said that tests, a build or a linter passed. */
export const PASSED: RegExp = /pass|0 issues|\bok\b/i;

/** What kind of turn it is. */
export type TurnKind = 'bug fixed' | 'feature' | 'refactor' | 'change' | 'decision' | 'question' | 'review' | 'no success' | 'nothing';

/**
 * What a good memory of one recorded turn has to hold. A language model wrote these after reading the turns, most of them abridged, not a
 * person by hand, and before it saw what any distiller makes of them; only how a passed check may be put (`PASSED`), and one false claim
 * of a build, were widened after a first run. They ask for what came of a turn, as far as possible in words that the request does not
 * have. Whoever repeats everything holds all of it: look at the tokens as well. Closing messages are what the reader learned most from,
 * so that they do well.
 */
export interface Expectation {
  /** How the ids of its session and its prompt begin. */
  readonly turn: readonly [session: string, prompt: string];
  readonly kind: TurnKind;
  /** What one of the titles has to hold; absent: there is nothing worth keeping, and the best is no memory. */
  readonly title?: RegExp;
  /** What the memories have to hold between them, each one point. */
  readonly holds: readonly RegExp[];
  /** Claims that are false. */
  readonly not: readonly RegExp[];
}
