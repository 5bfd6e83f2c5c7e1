/** Other processes on this machine, known by what no second process ever shares: an identity, or a mark in the environment. */
export interface Processes {
  /** Whether the process of an identity has ended. False where that cannot be told. */
  hasEnded(identity: string): Promise<boolean>;
  /**
   * Ends what is left of a child whose owner is gone: the process of that identity with its group, and every process with the
   * mark. Only exact matches are touched. Resolves to false where something is left all the same.
   */
  endChild(mark: string, identity: string | undefined): Promise<boolean>;
}
