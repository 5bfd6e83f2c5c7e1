import { type ErrorCode, HoldfastError } from '../../model/error.ts';

type Explanation = readonly [ErrorCode, string];

const BUSY: Explanation = ['store_busy', 'The database is locked by another process. What was captured is kept and stored later.'];
const READ_ONLY: Explanation = ['store_read_only', 'The database cannot be written: check the permissions of its folder.'];
const FULL: Explanation = ['store_full', 'The disk is full. What was captured is in the transcripts and is stored when there is space.'];

const UNSHARED: Explanation = [
  'store_unavailable',
  'The disk of the database cannot be shared by processes, as it is with some network file systems. Set HOLDFAST_HOME to a folder on a local disk.',
];

// Result codes, https://sqlite.org/rescode.html, and those of the file system.
const CODES: Readonly<Record<number | string, Explanation>> = {
  5: BUSY,
  6: BUSY,
  8: READ_ONLY,
  10: ['store_unavailable', 'The disk reported an error while the database was used.'],
  11: [
    'store_corrupt',
    'The database is damaged. Run `holdfast doctor --repair` to set it aside and start anew, then `holdfast import` to read the transcripts again.',
  ],
  13: FULL,
  14: ['store_unavailable', 'The database cannot be opened: check that its folder exists and can be written.'],
  26: [
    'store_corrupt',
    'The database file is not a database. Run `holdfast doctor --repair` to set it aside and start anew, then `holdfast import` to read the transcripts again.',
  ],
  // The memory that processes share could not be made as large as needed.
  4874: FULL,
  // It could not be made at all.
  4618: UNSHARED,
  5386: UNSHARED,
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  EROFS: READ_ONLY,
  ENOSPC: FULL,
  EDQUOT: FULL,
};

/** Turns what node:sqlite and node:fs throw into a `HoldfastError`; anything else is returned as it is. */
export function explainSqliteError(error: unknown): unknown {
  const known = error instanceof Error ? explain(error) : undefined;
  return known === undefined ? error : new HoldfastError(known[0], known[1], { cause: error });
}

function explain(
  error: Error & { readonly errcode?: unknown; readonly syscall?: unknown; readonly code?: unknown },
): Explanation | undefined {
  const unknown: Explanation = ['store_unavailable', `The database cannot be used: ${error.message}`];
  if (typeof error.errcode === 'number') return CODES[error.errcode] ?? CODES[error.errcode & 0xff] ?? unknown;
  if (typeof error.syscall === 'string') return CODES[String(error.code)] ?? unknown;
  return undefined;
}
