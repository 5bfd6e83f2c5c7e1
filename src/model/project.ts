/** A repository, or a folder outside any. */
export interface Project {
  /** Stable: it stays when the folder moves or a remote is added. */
  readonly id: string;
  /** What a person calls it: the last part of its remote or folder. Not unique. */
  readonly name: string;
  /** Milliseconds since the epoch: when Holdfast first met it. */
  readonly knownSince: number;
}

/** What identifies the project around a folder, strongest first. */
export interface Place {
  /** `remote:host/owner/repo`, `root:/path/of/repository` or `folder:/path`. The first is the project's best name. */
  readonly aliases: readonly string[];
  readonly name: string;
  readonly cwd: string;
  readonly branch?: string;
  readonly commit?: string;
  /** The root of the working tree, or the folder itself. */
  readonly root: string;
}
