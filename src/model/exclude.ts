/** What the user wants left out, as the settings say it. */
export interface Exclude {
  /** Globs of projects: their root's path, their name or their git remote. */
  readonly projects: readonly string[];
  /** Files, as patterns of a .gitignore. */
  readonly paths: readonly string[];
  /** Globs of the names of tools. */
  readonly tools: readonly string[];
  /** Globs of the types of subagents; true: all of them. */
  readonly subagents: boolean | readonly string[];
  /** The user's home folder: what `~` is. Empty: there is none. */
  readonly home: string;
}
