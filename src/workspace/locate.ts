import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Place } from '../model/project.ts';
import { findRepository, type Repository } from './find-repository.ts';
import { type GitConfig, parseGitConfig } from './git-config.ts';
import { readHead } from './git-head.ts';
import { readBounded } from './read-bounded.ts';
import { remoteAddress } from './remote-address.ts';

const CONFIG_BYTES = 256 * 1024;
const LONGEST_PATH = 4_096;

/** Finds the project around a folder by reading git's own files. Never rejects: where nothing can be read, the folder is the place. */
export async function locate(cwd: string): Promise<Place> {
  const folder = await canonical(resolve(cwd.replaceAll('\0', '')));
  const repository = await findRepository(folder);
  if (repository === undefined) return { aliases: [`folder:${folder}`], name: basename(folder) || folder, cwd, root: folder };
  const config = parseGitConfig((await readBounded(join(repository.commonFolder, 'config'), CONFIG_BYTES)) ?? '');
  const main = await canonical(findMain(repository, config));
  const remote = findRemote(config);
  return {
    aliases: [...(remote === undefined ? [] : [`remote:${remote}`]), `root:${main}`],
    name: basename(remote ?? main).replace(/\.git$/, '') || main,
    cwd,
    root: repository.root,
    ...(await readHead(repository.gitFolder, repository.commonFolder)),
  };
}

// A folder that is gone, or never was on this machine, is placed below the part of its path that exists.
async function canonical(path: string): Promise<string> {
  if (path.length > LONGEST_PATH) return path;
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined || dirname(path) === path) return real ?? path;
  return join(await canonical(dirname(path)), basename(path));
}

// All worktrees of a repository share the root of its main working tree.
function findMain({ root, gitFolder, commonFolder }: Repository, { worktree }: GitConfig): string {
  if (gitFolder === commonFolder) return root;
  if (worktree !== undefined) return resolve(commonFolder, worktree);
  return basename(commonFolder) === '.git' ? dirname(commonFolder) : commonFolder;
}

function findRemote({ remotes }: GitConfig): string | undefined {
  const origin = remoteAddress(remotes.get('origin') ?? '');
  if (origin !== undefined) return origin;
  return [...remotes.values()].map(remoteAddress).find((address) => address !== undefined);
}
