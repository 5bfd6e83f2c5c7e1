/** Where what went wrong is written down. Never stdout; never secrets: callers pass ids, codes and paths, not content. */
export interface Log {
  warn(message: string, error?: unknown): void;
  info(message: string): void;
}
