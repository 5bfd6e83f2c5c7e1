import { isAbsolute, parse, relative, resolve, sep } from 'node:path';
import { findDepths, type IgnorePattern, readIgnorePattern } from './ignore-pattern.ts';
import { type Effort, readName } from './name-pattern.ts';

/** Patterns of a .gitignore, and the folders that they count from; `/` is that of the disk. */
export interface PatternSource {
  readonly patterns: readonly string[];
  readonly roots: readonly string[];
}

/** In characters. One that is longer is no path either. */
export const LONGEST_PATTERN = 1_000;

/** Of all sources together, and how many characters they may have. */
export const MOST_PATTERNS = 1_000;
export const MOST_CHARACTERS: number = 64 * 1024;

// Longer than any path there is.
const LONGEST_PATH = 4_096;
// For one path: less than five milliseconds.
const MOST_STEPS = 220_000;

/**
 * Whether a path, relative to `cwd` or absolute, is a file that patterns name. One that would take long to tell counts as named.
 * `home` is what `~` stands for.
 */
export function matchFiles(sources: readonly PatternSource[], home: string): (path: string, cwd: string) => boolean {
  const tests = sources.map(({ patterns, roots }) => ({
    roots,
    patterns: patterns.map(readIgnorePattern).filter((pattern) => pattern !== undefined),
  }));
  return (path, cwd) => {
    if (path.length > LONGEST_PATH || path.includes('\0')) return false;
    const full = resolve(
      cwd,
      path.replace(/^(?:~|\$HOME)(?=\/|$)/, () => home || '~'),
    );
    if (full.length > LONGEST_PATH) return false;
    const effort = { left: MOST_STEPS };
    return tests.some(({ patterns, roots }) =>
      roots.some((root) => isNamed(patterns, relative(root === '/' ? parse(full).root : root, full), effort)),
    );
  };
}

/** Whether patterns name everything there is, and take nothing back. */
export function nameEverything(patterns: readonly string[]): boolean {
  return patterns.length > 0 && patterns.every((pattern) => /^\/?\*{0,2}$|^\.\/?$/.test(pattern.trim()));
}

/** The lines of a .gitignore that are patterns. */
export function readPatterns(text: string): readonly string[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/** Those that mean nothing. */
export function findBroken(patterns: readonly string[]): readonly string[] {
  return patterns.filter((pattern) => readIgnorePattern(pattern) === undefined && !nameEverything([pattern]));
}

function isNamed(patterns: readonly IgnorePattern[], below: string, effort: Effort): boolean {
  if (below === '' || isAbsolute(below) || below.split(sep)[0] === '..') return false;
  const path = below.split(sep).map(readName);
  // What the last pattern said of each folder on the way, and of the path itself: as the folder that it may be, and as a file.
  const verdicts = new Map<number | 'file', boolean>();
  for (const pattern of patterns) {
    const depths = findDepths(pattern, path, effort);
    if (effort.left < 0) return true;
    for (const depth of depths) verdicts.set(depth, !pattern.isNegative);
    if (!pattern.isFolder && depths.at(-1) === path.length) verdicts.set('file', !pattern.isNegative);
  }
  return [...verdicts.values()].includes(true);
}
