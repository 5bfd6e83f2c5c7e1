import { basename, dirname, join, resolve } from 'node:path';
import { canonical } from './canonical.ts';
import type { Repository } from './find-repository.ts';
import { type GitConfig, parseGitConfig } from './git-config.ts';
import { readBounded } from './read-bounded.ts';
import { remoteAddress } from './remote-address.ts';

const CONFIG_BYTES = 256 * 1024;

/** What a repository is called. */
export interface Identity {
  readonly name: string;
  /** Root of the main working tree, which all worktrees share. */
  readonly main: string;
  /** The remote that names it: `origin`, else the first. */
  readonly remote?: string;
  /** Of all its remotes, where it is read from and written to. */
  readonly remotes: readonly string[];
}

/** Reads what a repository is called from its configuration. Never rejects. */
export async function identify(repository: Repository): Promise<Identity> {
  const config = parseGitConfig((await readBounded(join(repository.commonFolder, 'config'), CONFIG_BYTES)) ?? '');
  const main = await canonical(findMain(repository, config));
  const remote = findRemote(config);
  return {
    name: basename(remote ?? main).replace(/\.git$/, '') || main,
    main,
    ...(remote === undefined ? {} : { remote }),
    remotes: toAddresses(config.addresses),
  };
}

function findMain({ root, gitFolder, commonFolder }: Repository, { worktree }: GitConfig): string {
  if (gitFolder === commonFolder) return root;
  if (worktree !== undefined) return resolve(commonFolder, worktree);
  return basename(commonFolder) === '.git' ? dirname(commonFolder) : commonFolder;
}

function findRemote({ remotes }: GitConfig): string | undefined {
  return remoteAddress(remotes.get('origin') ?? '') ?? toAddresses([...remotes.values()])[0];
}

function toAddresses(urls: readonly string[]): readonly string[] {
  return urls.map(remoteAddress).filter((address) => address !== undefined);
}
