import type { Place } from '../model/project.ts';

/** Finds the project around a folder. Never rejects: where nothing can be read, the folder itself is the place. */
export type Locate = (cwd: string) => Promise<Place>;

/** Read access to transcripts. */
export interface Files {
  /** Bytes and date of change (ms since the epoch); undefined where there is no such file. */
  stat(path: string): Promise<{ readonly size: number; readonly modifiedAt: number } | undefined>;
  /** Up to `length` bytes from `offset`; fewer at the end of the file. */
  read(path: string, offset: number, length: number): Promise<Uint8Array>;
  /** Full paths of the files in a folder, in order; empty where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
}

/** What `doctor` wants to know of the folder of the memory. */
export interface HomeFacts {
  readonly path: string;
  readonly exists: boolean;
  readonly writable: boolean;
  /** Somebody else may read it. */
  readonly open: boolean;
  /** Why nothing is written into it, though it could be. */
  readonly refused?: string;
  /** What in it is not its owner's alone: the name of each, and why. */
  readonly exposed?: readonly string[];
  readonly freeBytes: number;
  /** What the folder is on where that is no local disk, e.g. `NFS`. */
  readonly network?: string;
  /** Damaged databases that were set aside, and the bytes of all their files. */
  readonly setAside: { readonly count: number; readonly bytes: number };
  /** Warnings in the log, oldest first, at most 100. */
  readonly warnings: readonly string[];
}
