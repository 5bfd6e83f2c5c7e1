import type { Manifest } from './manifest.ts';

/** A file that could be downloaded. */
export interface OfferedFile {
  readonly path: string;
  /** Undefined where its host does not tell. */
  readonly bytes?: number;
  /** SHA-256 as known before the download; undefined where it is not. */
  readonly sha256?: string;
}

/** What a user is shown before anything of a model is downloaded. */
export interface Offer extends Pick<Manifest, 'name' | 'kind' | 'licence' | 'pinned'> {
  /** On the host: owner and name. */
  readonly repository: string;
  /** The commit of the repository, so that nothing changes between the question and the download. */
  readonly revision: string;
  readonly files: readonly OfferedFile[];
}
