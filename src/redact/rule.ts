/** A family of credentials, and how one is told from other text. */
export interface Rule {
  /** What stands in the mark that is left in its place: `[secret: github]`. */
  readonly family: string;
  /**
   * Literal texts of 3 to 64 characters of ASCII, one of which is in every match, in whatever case: where none is, the pattern is not
   * tried, nor made if a getter makes it.
   */
  readonly hints: readonly string[];
  /** The same with characters beyond Latin-1, as they are written: looked for only in texts that have such. */
  readonly otherHints?: readonly string[];
  /**
   * With the flag `g`, or `y` where a match begins with a hint: it is tried there alone, which is much cheaper. The match is the
   * secret, or its group `secret` where what stands before or after has to be seen. It takes linear time: repetitions have bounds or
   * end at a character that they cannot contain, and none stands in another.
   */
  readonly pattern: RegExp;
  /** Tells look-alikes from secrets; left out where every match is one. */
  readonly accept?: (secret: string, match: RegExpExecArray) => boolean;
  /** Finds the secret after a match that ends before it, where no expression can tell it: in values with quotes, escapes and names. */
  readonly locate?: (match: RegExpExecArray) => Span | undefined;
}

/** A piece of a text. `end` is the first character after it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
