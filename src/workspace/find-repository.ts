import { basename, dirname, join, resolve } from 'node:path';
import { isFolder, isThere, readBounded } from './read-bounded.ts';

const DEEPEST = 100;
const POINTER_BYTES = 8 * 1024;

/** A git repository, as seen from one of its working trees. */
export interface Repository {
  /** Root of the working tree; of a bare repository, its folder. */
  readonly root: string;
  /** The working tree's own git folder: a worktree has one beside the repository's. */
  readonly gitFolder: string;
  /** The repository's git folder: configuration and refs. */
  readonly commonFolder: string;
}

/**
 * Finds the repository that a folder is in, as git would; but a bare one within a working tree is a part of that, for it may be
 * among what was cloned. `undefined`: in none that can be read.
 */
export async function findRepository(from: string): Promise<Repository | undefined> {
  let bare: Repository | undefined;
  for (const folder of withParents(from)) {
    const found = await repositoryAt(folder);
    if (found !== undefined && !isBare(found)) return found.commonFolder === bare?.commonFolder ? bare : found;
    bare ??= found;
  }
  return bare;
}

/** All repositories that a folder is in, the nearest first, without bare ones within a working tree. */
export async function findRepositories(from: string): Promise<readonly Repository[]> {
  const folders = [...withParents(from)].filter((folder) => isThere(join(folder, '.git')) || isThere(join(folder, 'HEAD')));
  const found = (await Promise.all(folders.map(repositoryAt))).filter((repository) => repository !== undefined);
  return found.filter((repository, at) => !isBare(repository) || found.slice(at).every(isBare));
}

function* withParents(from: string): Generator<string, void> {
  let folder = from;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    yield folder;
    if (dirname(folder) === folder) return;
    folder = dirname(folder);
  }
}

function isBare({ root, gitFolder }: Repository): boolean {
  return root === gitFolder;
}

async function repositoryAt(folder: string): Promise<Repository | undefined> {
  const git = join(folder, '.git');
  const gitFolder = (await isGitFolder(git)) ? git : await followPointer(git, folder);
  if (gitFolder !== undefined) return { root: folder, gitFolder, commonFolder: await findCommon(gitFolder) };
  if (!(await looksBare(folder))) return undefined;
  return { root: basename(folder) === '.git' ? dirname(folder) : folder, gitFolder: folder, commonFolder: folder };
}

// The .git of a worktree or a submodule is a file that says where the folder is.
async function followPointer(file: string, from: string): Promise<string | undefined> {
  const text = await readBounded(file, POINTER_BYTES);
  if (text === undefined || !text.startsWith('gitdir: ')) return undefined;
  const gitFolder = resolvePath(from, text.slice('gitdir: '.length));
  return gitFolder !== undefined && (await isGitFolder(gitFolder)) ? gitFolder : undefined;
}

async function findCommon(gitFolder: string): Promise<string> {
  const text = await readBounded(join(gitFolder, 'commondir'), POINTER_BYTES);
  const common = text === undefined ? undefined : resolvePath(gitFolder, text);
  return common !== undefined && (await isGitFolder(common)) ? common : gitFolder;
}

async function isGitFolder(path: string): Promise<boolean> {
  return (await isFolder(path)) && (await readBounded(join(path, 'HEAD'), 1)) !== undefined;
}

async function looksBare(folder: string): Promise<boolean> {
  return (await isGitFolder(folder)) && (await isFolder(join(folder, 'objects'))) && (await isFolder(join(folder, 'refs')));
}

function resolvePath(from: string, text: string): string | undefined {
  const path = text.trim();
  return path === '' || path.includes('\0') || path.includes('\n') ? undefined : resolve(from, path);
}
