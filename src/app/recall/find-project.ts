import { HoldfastError } from '../../model/error.ts';
import type { Project } from '../../model/project.ts';
import type { Ports } from '../ports.ts';

/**
 * The project a person means by an id, an alias or a name; the one around `cwd` for none; undefined (every project) for `*`.
 * Throws `not_found`, and `usage` for a name that several projects have.
 */
export async function findProject(ports: Pick<Ports, 'store' | 'locate'>, cwd: string, wanted?: string): Promise<Project | undefined> {
  if (wanted === '*') return undefined;
  if (wanted === undefined || wanted === '') return findHere(ports, cwd);
  const projects = await ports.store.projects();
  const exact = projects.find((project) => project.id === wanted || project.aliases.includes(wanted));
  if (exact !== undefined) return exact;
  const named = projects.filter((project) => project.name.toLowerCase() === wanted.toLowerCase());
  if (named.length === 1) return named[0];
  if (named.length > 1) {
    const choices = named.map((project) => project.aliases[0]).join(', ');
    throw new HoldfastError('usage', `Several projects are called ${wanted}. Name one of: ${choices}`);
  }
  throw new HoldfastError(
    'not_found',
    `No project is called ${wanted}. Known: ${projects.map((project) => project.name).join(', ') || 'none'}.`,
  );
}

/** The project around a folder; one that no memory belongs to where it is not known yet: looking must not make it known. */
async function findHere({ store, locate }: Pick<Ports, 'store' | 'locate'>, cwd: string): Promise<Project> {
  const place = await locate(cwd);
  return (await store.knownProject(place)) ?? { id: '', name: place.name, knownSince: 0 };
}
