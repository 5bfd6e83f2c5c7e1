import { sep } from 'node:path';
import { findRepositories } from './find-repository.ts';
import { type Identity, identify } from './identify.ts';

/** What the repositories around some folders are called, and those around the main working trees of these. Never rejects. */
export async function identifyAround(folders: readonly string[]): Promise<readonly Identity[]> {
  const found = new Map<string, Identity>();
  const starts = folders.filter(
    (folder, at) => !folders.some((other, index) => isAbove(folder, other) || (other === folder && index < at)),
  );
  for (const start of starts) {
    for (const repository of await findRepositories(start)) {
      if (found.has(repository.root)) continue;
      const identity = await identify(repository);
      found.set(repository.root, identity);
      if (!starts.some((each) => each === identity.main || isAbove(identity.main, each))) starts.push(identity.main);
    }
  }
  return [...found.values()];
}

function isAbove(folder: string, other: string): boolean {
  return other !== folder && other.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
