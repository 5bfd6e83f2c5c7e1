import { chmodSync, type Dirent, lstatSync, mkdirSync, readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HoldfastError } from '../model/error.ts';
import { isTrusted } from './owner.ts';
import { attempt } from './attempt.ts';
import { keepPrivate } from './private-file.ts';

const OWN_FILE = /^holdfast\.(?:db|log)(?![a-z])/;
// What may lie in the folder of a memory, with what an editor leaves. One with anything else in it is somebody's for other things as well.
const OF_A_MEMORY = /^(?:config\.json.*|model-key\..*|spool|off|models|packages|modes|lost\+found)$/;
// What else we make in it.
const SUBFOLDERS: ReadonlySet<string> = new Set(['spool', 'off', 'models']);

/**
 * Makes the folder of a memory, and those above it that are missing, for their owner alone. One that is there is closed to others, unless it is
 * somebody else's or holds other things. It may be a symbolic link of the same owner. Throws `store_unavailable` where others could change what
 * is in it, else what node:fs throws.
 */
export function makePrivateFolder(path: string): void {
  if (attempt(() => lstatSync(path)) === undefined) make(path);
  // Also what was made: somebody else may have been quicker.
  const entry = lstatSync(path);
  const folder = follow(path, entry);
  if (!mayClose(path, folder)) return;
  if (holdsOnlyMemory(path)) closeToOthers(path);
  else if (isOthersToChange(folder))
    throw refuse(`Others can change what is in ${path}, which holds more than the memory`, `Run chmod go-w ${path}`);
}

/** Closes to others what lies in the folder of a memory and is its own: backups, logs, folders. Links stay as they are. Never throws. */
export function closeContents(folder: string): void {
  const isOnlyMemory = attempt(() => holdsOnlyMemory(folder)) === true;
  for (const name of attempt(() => readdirSync(folder)) ?? []) {
    const path = join(folder, name);
    // What cannot be closed is told by the doctor, and refused when it is used.
    if (OWN_FILE.test(name)) attempt(() => keepPrivate(path));
    // Beside other things, models may be anybody's.
    else if (SUBFOLDERS.has(name) && (isOnlyMemory || name !== 'models')) attempt(() => closeSubfolder(path));
  }
}

/** Why a folder that is there is not used for a memory; undefined where it is, or may be. It is closed to others as above. */
export function findRefusal(path: string): string | undefined {
  if (attempt(() => lstatSync(path)) === undefined) return undefined;
  try {
    makePrivateFolder(path);
  } catch (error) {
    if (error instanceof HoldfastError) return error.message;
  }
  return undefined;
}

/** Makes a folder within that of a memory, which is made as well. It is no link: `store_unavailable`. */
export function makePrivateSubfolder(path: string): void {
  makePrivateFolder(dirname(path));
  if (attempt(() => lstatSync(path)) === undefined) make(path);
  closeSubfolder(path);
}

function closeSubfolder(path: string): void {
  const folder = lstatSync(path);
  if (folder.isSymbolicLink()) throw refuse(`${path} is a symbolic link, which Holdfast does not follow`, 'Remove it');
  if (mayClose(path, folder)) closeToOthers(path);
}

function follow(path: string, entry: Stats): Stats {
  if (!entry.isSymbolicLink()) return entry;
  const folder = statSync(path, { throwIfNoEntry: false });
  if (folder === undefined) throw refuse(`${path} leads to a folder that is not there`, 'Mount its disk');
  // Else another user's link could lead us into a folder of ours that is meant for something else.
  if (entry.uid !== folder.uid && !isTrusted(entry.uid)) throw refuse(`${path} is a symbolic link of another user`);
  return folder;
}

// Whether it is ours, and open to others. Throws where it is nobody's whom we trust.
function mayClose(path: string, folder: Stats): boolean {
  if (!folder.isDirectory()) throw refuse(`${path} is not a folder`, 'Move it away');
  if (!isTrusted(folder.uid)) throw refuse(`${path} belongs to another user, who could read and change the memory`);
  const me = process.geteuid?.();
  if (me === undefined || (folder.mode & 0o077) === 0) return false;
  if (folder.uid === me) return true;
  // Root in a container works in the folder of whoever started it; for everybody else it is root's, which only root can close.
  if (me !== 0 && isOthersToChange(folder)) throw refuse(`Others can change what is in ${path}`);
  return false;
}

function isOthersToChange({ mode }: Stats): boolean {
  return (mode & 0o022) !== 0;
}

function holdsOnlyMemory(path: string): boolean {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.every((entry) => OWN_FILE.test(entry.name) || OF_A_MEMORY.test(entry.name) || isDotFile(entry));
}

function isDotFile(entry: Dirent): boolean {
  return entry.name.startsWith('.') && entry.isFile();
}

// Some file systems know no rights: who can look into it is then a matter of how its disk is mounted.
function closeToOthers(path: string): void {
  attempt(() => chmodSync(path, 0o700));
}

// Not with `recursive: true`, which tries for ever where a file system lets nobody make a folder (`/proc`).
function make(path: string): void {
  const failure = tryToMake(path);
  if (failure === undefined) return;
  if (failure.code !== 'ENOENT' || dirname(path) === path) throw failure;
  make(dirname(path));
  const again = tryToMake(path);
  if (again !== undefined) throw again;
}

// Nothing where something is there afterwards, whoever made it.
function tryToMake(path: string): NodeJS.ErrnoException | undefined {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (attempt(() => lstatSync(path)) === undefined) return error as NodeJS.ErrnoException;
  }
  return undefined;
}

function refuse(what: string, remedy?: string): HoldfastError {
  const start = remedy === undefined ? 'Set' : `${remedy}, or set`;
  return new HoldfastError('store_unavailable', `${what}. ${start} HOLDFAST_HOME to a folder of your own.`);
}
