import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The rights to a folder (`.`) and to all that is below it, by path. */
export function modesBelow(folder: string): Record<string, number> {
  const paths = readdirSync(folder, { recursive: true }).map(String).toSorted();
  return Object.fromEntries(['.', ...paths].map((path) => [path, modeOf(join(folder, path))]));
}

/** The rights to one entry, without its kind. */
export function modeOf(path: string): number {
  return lstatSync(path).mode & 0o777;
}
