import { dirname, join } from 'node:path';
import type { Place } from '../model/project.ts';
import { LONGEST_PATTERN, nameEverything, readPatterns } from './file-patterns.ts';
import { isThere, readBounded } from './read-bounded.ts';

type Placed = Pick<Place, 'root' | 'cwd' | 'aliases'>;

const FILE = '.holdfastignore';
const FILE_BYTES = 64 * 1024;
// No folder of a repository is looked for further up.
const DEEPEST = 100;
const LONGEST_PATH = 4_096;

/** A file that says what is left out of its folder and all below. */
export interface IgnoreFile {
  readonly folder: string;
  /** What a person calls it. */
  readonly name: string;
  readonly patterns: readonly string[];
  /** Everything is left out. */
  readonly isWhole: boolean;
  /** Why it cannot be obeyed to the letter, so that everything is. */
  readonly trouble?: string;
}

/** Whether a place has more folders above it than are looked into. */
export function isTooDeep(place: Placed): boolean {
  return startsOf(place).some((path) => path.length > LONGEST_PATH || path.split(/[\\/]/, DEEPEST + 1).length > DEEPEST);
}

/** Reads those of the folder that an agent works in, of the main working tree of a worktree, and of all folders above. */
export async function readIgnoreFiles(place: Placed): Promise<readonly IgnoreFile[]> {
  const folders = new Set(startsOf(place).flatMap(withParents));
  const there = [...folders].filter((folder) => isThere(join(folder, FILE)));
  return Promise.all(there.map((folder) => readOne(folder, folder === place.root ? FILE : join(folder, FILE))));
}

/** The folders of a place that others are looked for above: `.holdfastignore` files and repositories. */
export function startsOf({ root, cwd, aliases }: Placed): readonly string[] {
  return [root, cwd, ...aliases.flatMap((alias) => (alias.startsWith('root:') ? [alias.slice('root:'.length)] : []))];
}

function withParents(path: string): readonly string[] {
  const folders = [path];
  for (let above = dirname(path); above !== folders.at(-1) && above !== '.'; above = dirname(above)) folders.push(above);
  return folders;
}

async function readOne(folder: string, name: string): Promise<IgnoreFile> {
  const text = await readBounded(join(folder, FILE), FILE_BYTES + 1);
  const patterns = readPatterns(text ?? '');
  const trouble = findTrouble(text, patterns);
  if (trouble !== undefined) return { folder, name, patterns: [], isWhole: true, trouble };
  return { folder, name, patterns, isWhole: nameEverything(patterns) };
}

function findTrouble(text: string | undefined, patterns: readonly string[]): string | undefined {
  if (text === undefined) return 'cannot be read';
  if (Buffer.byteLength(text) > FILE_BYTES) return `is longer than ${FILE_BYTES / 1024} KB`;
  return patterns.some(({ length }) => length > LONGEST_PATTERN) ? `has a pattern of more than ${LONGEST_PATTERN} characters` : undefined;
}
