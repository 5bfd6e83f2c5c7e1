import { realpath } from 'node:fs/promises';
import type { Exclude } from '../model/exclude.ts';
import type { Place } from '../model/project.ts';
import type { Clock } from '../ports/clock.ts';
import type { Exclusions, Rules } from '../ports/exclusions.ts';
import { showName } from '../model/show-name.ts';
import { findBroken, LONGEST_PATTERN, matchFiles, MOST_CHARACTERS, MOST_PATTERNS } from './file-patterns.ts';
import { matchGlob, matchGlobAbove } from './glob.ts';
import { type IgnoreFile, isTooDeep, readIgnoreFiles, startsOf } from './ignore-files.ts';
import type { Identity } from './identify.ts';
import { identifyAround } from './identify-around.ts';

const MOST_KNOWN = 64;
const LONGEST_SHOWN = 100;

type Somewhere = Parameters<Exclusions['rulesAt']>[0];

/** What the settings leave out, and every `.holdfastignore`. The rules of a place are read again after `keepMs`. */
export function openExclusions(exclude: Exclude, clock: Clock, keepMs: number): Exclusions {
  const known = new Map<string, { readonly at: number; readonly rules: Promise<Rules> }>();
  return {
    allSubagents: exclude.subagents === true,
    rulesAt(place) {
      const now = clock();
      const key = `${place.root}\n${place.cwd}`;
      const before = known.get(key);
      if (before !== undefined && now - before.at < keepMs && now >= before.at) return before.rules;
      if (known.size >= MOST_KNOWN) known.clear();
      const rules = readRules(exclude, place);
      known.set(key, { at: now, rules });
      return rules;
    },
  };
}

async function readRules({ projects, paths, tools, subagents, home }: Exclude, place: Somewhere): Promise<Rules> {
  const types = typeof subagents === 'boolean' ? (subagents ? ['**'] : []) : subagents;
  const files = isTooDeep(place) ? [] : await readIgnoreFiles(place);
  const excess = findExcess({ excludeProjects: projects, excludePaths: paths, excludeTools: tools, excludeSubagents: types }, files, place);
  if (excess !== undefined) return excludeAll(excess);
  const chosen = await findChosen(projects, place);
  const project = chosen ?? findWhole(files);
  const given = [
    { source: 'excludePaths', patterns: paths, roots: ['/', ...(paths.length > 0 ? await rootsOf(place) : [])] },
    ...files.map(({ name, patterns, folder }) => ({ source: name, patterns, roots: [folder] })),
  ].filter(({ patterns }) => patterns.length > 0);
  return {
    ...(project === undefined ? {} : { project }),
    isProjectChosen: chosen !== undefined,
    areEmpty: given.length === 0 && tools.length === 0 && types.length === 0,
    excludeFile: matchFiles(given, home),
    excludeTool: (tool) => tools.some((glob) => matchGlob(glob, tool)),
    // One whose type nobody told may be any.
    excludeSubagent: (type) => types.length > 0 && (type === '' || types.some((glob) => matchGlob(glob, type))),
    lines: [
      ...(project === undefined ? [] : [`all of this project (${project})`]),
      ...given.flatMap(({ source, patterns }) => list('files', source, patterns)),
      ...list('tools', 'excludeTools', tools),
      ...list('subagents', 'excludeSubagents', types),
    ],
    complaints: [
      ...files.flatMap(({ name, trouble }) => (trouble === undefined ? [] : [`${name} ${trouble}: everything in its folder is left out.`])),
      ...given.flatMap(({ source, patterns }) =>
        findBroken(patterns).map((pattern) => `The pattern ${JSON.stringify(show(pattern))} in ${source} means nothing.`),
      ),
    ],
  };
}

// What cannot be obeyed in the time there is.
function findExcess(
  settings: Readonly<Record<string, readonly string[]>>,
  files: readonly IgnoreFile[],
  place: Somewhere,
): string | undefined {
  if (isTooDeep(place)) return 'its folder is too deep';
  const [wrong] = Object.entries(settings).find(([, patterns]) => patterns.some(({ length }) => length > LONGEST_PATTERN)) ?? [];
  if (wrong !== undefined) return `${wrong} has a pattern of more than ${LONGEST_PATTERN} characters`;
  const patterns = [...Object.values(settings), ...files.map((file) => file.patterns)].flat();
  const isTooMuch = patterns.length > MOST_PATTERNS || patterns.join('').length > MOST_CHARACTERS;
  return isTooMuch ? `there are more than ${MOST_PATTERNS} patterns, or ${MOST_CHARACTERS / 1024} KB of them` : undefined;
}

function excludeAll(reason: string): Rules {
  return {
    project: reason,
    isProjectChosen: false,
    areEmpty: false,
    excludeFile: () => true,
    excludeTool: () => true,
    excludeSubagent: () => true,
    lines: [`all of this project (${reason})`],
    complaints: [`All of this project is left out: ${reason}.`],
  };
}

async function findChosen(projects: readonly string[], place: Somewhere): Promise<string | undefined> {
  if (projects.length === 0) return undefined;
  // A repository within one that is excluded is excluded with it.
  const around = await identifyAround(startsOf(place));
  const names = [...new Set([place.name, ...around.map(({ name }) => name)])];
  const paths = pathsOf(place, around);
  const pattern = projects.find((glob) => names.some((name) => matchGlob(glob, name)) || paths.some((path) => matchGlobAbove(glob, path)));
  return pattern === undefined ? undefined : `excludeProjects: ${show(pattern)}`;
}

function findWhole(files: readonly IgnoreFile[]): string | undefined {
  const file = files.find(({ isWhole }) => isWhole);
  return file === undefined ? undefined : [file.name, file.trouble].filter((part) => part !== undefined).join(' ');
}

// What is below an excluded folder, or an excluded owner of repositories, is excluded with it.
function pathsOf({ root, cwd, aliases }: Somewhere, around: readonly Identity[]): readonly string[] {
  const others = [
    ...aliases.map((alias) => alias.slice(alias.indexOf(':') + 1)),
    ...around.flatMap(({ main, remotes }) => [main, ...remotes]),
  ];
  return [...new Set([root, cwd, ...others].map((path) => path.replaceAll('\\', '/')))];
}

// Patterns of the settings count from the project's root as well as from that of the disk: the root, and the name by which the agent came there where that leads through a link.
async function rootsOf({ root, cwd }: Pick<Place, 'root' | 'cwd'>): Promise<readonly string[]> {
  const real = await realpath(cwd).catch(() => cwd);
  const below = real.startsWith(root) ? real.slice(root.length) : '';
  return real === cwd || !cwd.endsWith(below) ? [root] : [root, cwd.slice(0, cwd.length - below.length)];
}

function list(what: string, source: string, patterns: readonly string[]): readonly string[] {
  return patterns.length === 0 ? [] : [`${what}: ${patterns.map(show).join(' ')} (${source})`];
}

function show(pattern: string): string {
  return showName(pattern, LONGEST_SHOWN);
}
