import type { Memory } from '../model/memory.ts';

/** What a memory did to the files asked for. */
export type FileAffinity = 'modified' | 'read' | 'none';

/**
 * What a memory did to any of these files: whole paths, absolute or relative to the project, or parts of one (`auth`,
 * `login.ts`, `src/auth`). Parts agree from separator to separator; case does not count.
 */
export function fileAffinity(memory: Pick<Memory, 'filesModified' | 'filesRead'>, files: readonly string[]): FileAffinity {
  const asked = files.map(normalise).filter((file) => file !== '/');
  const touches = (paths: readonly string[]): boolean => asked.length > 0 && paths.some((path) => agrees(normalise(path), asked));
  if (touches(memory.filesModified)) return 'modified';
  return touches(memory.filesRead) ? 'read' : 'none';
}

function agrees(path: string, asked: readonly string[]): boolean {
  return path !== '/' && asked.some((file) => `${path}/`.includes(`${file}/`) || file.endsWith(path));
}

// `/src/auth/login.ts`: one separator before every part, none at the end.
function normalise(path: string): string {
  const parts = path
    .toLowerCase()
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.');
  return `/${parts.join('/')}`;
}
