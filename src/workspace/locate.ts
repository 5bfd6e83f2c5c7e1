import { basename, resolve } from 'node:path';
import type { Place } from '../model/project.ts';
import { canonical } from './canonical.ts';
import { findRepository } from './find-repository.ts';
import { readHead } from './git-head.ts';
import { identify } from './identify.ts';

/** Finds the project around a folder by reading git's own files. Never rejects: where nothing can be read, the folder is the place. */
export async function locate(cwd: string): Promise<Place> {
  const folder = await canonical(resolve(cwd.replaceAll('\0', '')));
  const repository = await findRepository(folder);
  if (repository === undefined) return { aliases: [`folder:${folder}`], name: basename(folder) || folder, cwd, root: folder };
  const { name, main, remote } = await identify(repository);
  return {
    aliases: [...(remote === undefined ? [] : [`remote:${remote}`]), `root:${main}`],
    name,
    cwd,
    root: repository.root,
    ...(await readHead(repository.gitFolder, repository.commonFolder)),
  };
}
