/** What a text is: something asked, or something that answers. Some models were trained to be told. */
export type TextKind = 'query' | 'passage';

/** Turns texts into vectors of unit length; the nearer two meanings, the greater the dot product. */
export interface Embedder {
  /** Names the model and its revision, and how texts are put to it: vectors of different names are never compared. */
  readonly name: string;
  /**
   * One vector a text, in their order, all of one length. A text of which the model knows nothing gets zeros, which are near to
   * nothing. Rejects with `HoldfastError` `embed_failed`.
   */
  embed(texts: readonly string[], kind: TextKind, signal: AbortSignal): Promise<readonly Float32Array[]>;
}
