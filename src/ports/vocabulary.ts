/** The words and names that memories hold, for queries that are typed wrong or in part. */
export interface Vocabulary {
  /**
   * For words that occur nowhere: words of memories that look like them, at most `limit` each, the likest first. Words that
   * occur, and those that nothing looks like, are left out.
   */
  similar(words: readonly string[], limit: number): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Takes in the words of up to `limit` memories that were written since they were last read. Returns how many; 0: none is left. */
  learnWords(limit: number): Promise<number>;
}
