import { appendFileSync, chmodSync, closeSync, constants, lstatSync, openSync, type Stats } from 'node:fs';
import { HoldfastError } from '../model/error.ts';
import { attempt } from './attempt.ts';
import { isTrusted } from './owner.ts';

// Windows has no O_NOFOLLOW.
const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0 } = constants;

/**
 * Whether there is a file; it is closed to others then, where it is ours. Throws `store_unavailable` where it is a symbolic link, no file, or
 * another user's. It does not open the file: closing it would let go of the locks that SQLite holds on it.
 */
export function keepPrivate(path: string): boolean {
  const found = attempt(() => lstatSync(path));
  if (found === undefined) return false;
  if (found.isSymbolicLink()) throw refuse(`${path} is a symbolic link, which Holdfast does not follow`);
  if (!found.isFile()) throw refuse(`${path} is not a file`);
  if (!isTrusted(found.uid)) throw refuse(`${path} belongs to another user`);
  if (isOpen(found)) attempt(() => chmodSync(path, 0o600));
  return true;
}

/** Appends to a file that is for its owner alone, and made so. Throws `store_unavailable` as above, else what node:fs throws. */
export function appendPrivately(path: string, text: string): void {
  keepPrivate(path);
  const file = openSync(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
  try {
    appendFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

// Where it cannot be closed, its file system knows no rights: who can read it is then a matter of how its disk is mounted.
function isOpen({ mode, uid }: Stats): boolean {
  return uid === process.geteuid?.() && (mode & 0o077) !== 0;
}

function refuse(what: string): HoldfastError {
  return new HoldfastError(
    'store_unavailable',
    `${what}. Move it away, or put the whole memory elsewhere: move its folder, and set HOLDFAST_HOME to where it is.`,
  );
}
