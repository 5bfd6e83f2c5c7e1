import { resolve } from 'node:path';
import { findProject } from '../../app/recall/find-project.ts';
import type { Ports } from '../../app/ports.ts';
import { existsSync } from 'node:fs';
import { HoldfastError } from '../../model/error.ts';
import type { Project } from '../../model/project.ts';
import type { CommandLine } from './command.ts';
import { currentFolder } from './current-folder.ts';

/** The project a command is about: of `--project` (a folder or a name), of every one (undefined), or of the current folder. */
export async function findScope(ports: Ports, { flags }: CommandLine): Promise<Project | undefined> {
  if (flags['all-projects'] === true) return undefined;
  const wanted = typeof flags['project'] === 'string' ? flags['project'] : undefined;
  const here = currentFolder();
  const folder = wanted === undefined ? here : resolve(here, wanted);
  return existsSync(folder) ? findProject(ports, folder) : findProject(ports, here, wanted);
}

/** The whole number of a flag, or the fallback. Throws `usage` for anything else. */
export function readCount({ flags }: CommandLine, name: string, fallback: number): number {
  const flag = flags[name];
  if (flag === undefined) return fallback;
  if (typeof flag !== 'string' || !/^\d{1,9}$/.test(flag))
    throw new HoldfastError('usage', `--${name} wants a whole number, not ${String(flag)}.`);
  return Number(flag);
}

/** What a command that looks says where nothing is stored. */
export const NOTHING_STORED = 'Nothing is stored yet.';

/** Whether there is nothing to be found at all. */
export async function isEmpty({ store }: Pick<Ports, 'store'>): Promise<boolean> {
  return (await store.stats()).memories === 0;
}
