import { readClass } from './character-class.ts';
import { ANY, type Effort, matchName, type Name, type NamePattern, RUN, toSmall } from './name-pattern.ts';

const FOLDERS = 'folders';
const SLASH = 0x2f;
// A name takes as long as so many steps, also where the first of them tells.
const NAME_EFFORT = 8;

/** A line of a .gitignore. */
export interface IgnorePattern {
  /** It takes back what others name. */
  readonly isNegative: boolean;
  /** It names folders alone. */
  readonly isFolder: boolean;
  /** What the names of a path have to be in turn; `folders` are so many of any name, or none. */
  readonly names: readonly (NamePattern | typeof FOLDERS)[];
}

/** Reads a line of a .gitignore as git does. `undefined`: it means nothing. */
export function readIgnorePattern(line: string): IgnorePattern | undefined {
  const text = withoutBlanks(line.replace(/^\ufeff/, ''));
  if (text.startsWith('#')) return undefined;
  const isNegative = text.startsWith('!');
  const body = isNegative ? text.slice(1) : text;
  const isFolder = body.endsWith('/');
  const path = isFolder ? body.slice(0, -1) : body;
  const names = readNames([...path.replace(/^\//, '')]);
  if (names === undefined) return undefined;
  // Only with a slash before or within does it count from its own folder.
  return { isNegative, isFolder, names: path.includes('/') ? names : [FOLDERS, ...names] };
}

/** What a pattern names of a path: folders on the way, by their depth from 1 on, and the path itself, by the last depth. */
export function findDepths({ names: wanted }: IgnorePattern, path: readonly Name[], effort: Effort): readonly number[] {
  const depths: number[] = [];
  let open: number[] = [];
  enter(open, wanted, 0);
  for (const [index, name] of path.entries()) {
    const next: number[] = [];
    effort.left -= NAME_EFFORT;
    for (const each of open) {
      const part = wanted[each];
      if (part === FOLDERS) enter(next, wanted, each);
      else if (part !== undefined && matchName(part, name, effort)) enter(next, wanted, each + 1);
    }
    if (next.at(-1) === wanted.length) depths.push(index + 1);
    if (next.length === 0 || effort.left < 0) break;
    open = next;
  }
  return depths;
}

// In order, each once. Folders may be none, so what follows them may come as well.
function enter(open: number[], wanted: IgnorePattern['names'], index: number): void {
  if (index > (open.at(-1) ?? -1)) open.push(index);
  if (wanted[index] === FOLDERS) enter(open, wanted, index + 1);
}

function readNames(characters: readonly string[]): IgnorePattern['names'] | undefined {
  const names: (NamePattern | typeof FOLDERS)[] = [];
  for (let at = 0; at < characters.length || characters[at - 1] === '/';) {
    const found = readFolders(characters, at) ?? readName(characters, at);
    if (found === undefined) return undefined;
    if (found.name !== FOLDERS || names.at(-1) !== FOLDERS) names.push(found.name);
    at = found.end + 1;
  }
  // At the end it is all that is within.
  if (names.at(-1) === FOLDERS) names.splice(-1, 1, [RUN], FOLDERS);
  return names.length === 0 ? undefined : names;
}

// Two stars or more, and nothing else before the next slash.
function readFolders(characters: readonly string[], start: number): { readonly name: typeof FOLDERS; readonly end: number } | undefined {
  let end = start;
  while (characters[end] === '*') end += 1;
  const standAlone = end === characters.length || characters[end] === '/';
  return standAlone && end - start >= 2 ? { name: FOLDERS, end } : undefined;
}

function readName(characters: readonly string[], start: number): { readonly name: NamePattern; readonly end: number } | undefined {
  const name: NamePattern[number][] = [];
  let at = start;
  while (at < characters.length && characters[at] !== '/') {
    const found = readStep(characters, at);
    if (found === undefined) return undefined;
    // A backslash changes nothing about a slash.
    if (found.step === SLASH) return { name, end: found.end - 1 };
    if (found.step !== RUN || name.at(-1) !== RUN) name.push(found.step);
    at = found.end;
  }
  return { name, end: at };
}

function readStep(characters: readonly string[], at: number): { readonly step: NamePattern[number]; readonly end: number } | undefined {
  const character = characters[at];
  if (character === '[') return readClass(characters, at);
  if (character === '*') return { step: RUN, end: at + 1 };
  if (character === '?') return { step: ANY, end: at + 1 };
  const literal = character === '\\' ? characters[at + 1] : character;
  return literal === undefined ? undefined : { step: toSmall(literal), end: at + (character === '\\' ? 2 : 1) };
}

// Line ends, and blanks before them that no backslash keeps.
function withoutBlanks(line: string): string {
  const text = line.replace(/[\r\n]+$/, '');
  let end = text.length;
  while (text[end - 1] === ' ') end -= 1;
  let backslashes = 0;
  while (text[end - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1 ? text.slice(0, end + 1) : text.slice(0, end);
}
