import { resolve } from 'node:path';
import { findProject } from '../../app/find-project.ts';
import type { Ports } from '../../app/ports.ts';
import { existsSync } from 'node:fs';
import type { Project } from '../../model/project.ts';
import type { CommandLine } from './command.ts';

/** The project a command is about: of `--project` (a folder or a name), of every one (undefined), or of the current folder. */
export async function findScope(ports: Ports, { flags }: CommandLine): Promise<Project | undefined> {
  if (flags['all-projects'] === true) return undefined;
  const wanted = typeof flags['project'] === 'string' ? flags['project'] : undefined;
  if (wanted !== undefined && existsSync(resolve(wanted))) return findProject(ports, resolve(wanted));
  return findProject(ports, process.cwd(), wanted);
}

/** A whole number of a flag, or the fallback. */
export function readCount(flag: string | boolean | undefined, fallback: number): number {
  const count = typeof flag === 'string' ? Number.parseInt(flag, 10) : fallback;
  return Number.isNaN(count) ? fallback : Math.max(0, count);
}
