import * as z from 'zod/mini';
import type { Exclude } from './model/exclude.ts';

interface ExclusionSettings {
  readonly excludeProjects: readonly string[];
  readonly excludePaths: readonly string[];
  readonly excludeTools: readonly string[];
  readonly excludeSubagents: boolean | readonly string[];
}

type Schema<T> = z.ZodMiniDefault<z.ZodMiniType<T, unknown>>;

/** The settings of what is left out; by default nothing is. */
export const exclusionSettings: { readonly [Name in keyof ExclusionSettings]: Schema<ExclusionSettings[Name]> } = {
  excludeProjects: z._default(patterns(), []),
  excludePaths: z._default(patterns(), []),
  excludeTools: z._default(patterns(), []),
  excludeSubagents: z._default(subagents(), false),
};

/** The variables that they may be set by. */
export const EXCLUSION_VARIABLES: Readonly<Record<keyof ExclusionSettings, string>> = {
  excludeProjects: 'HOLDFAST_EXCLUDE_PROJECTS',
  excludePaths: 'HOLDFAST_EXCLUDE_PATHS',
  excludeTools: 'HOLDFAST_EXCLUDE_TOOLS',
  excludeSubagents: 'HOLDFAST_EXCLUDE_SUBAGENTS',
};

/** Takes them together. `~/` at the start of a path is `home`. */
export function foldExclusions<T extends ExclusionSettings>(
  settings: T,
  home: string,
): Omit<T, keyof ExclusionSettings> & { readonly exclude: Exclude } {
  const { excludeProjects: projects, excludePaths: paths, excludeTools: tools, excludeSubagents, ...rest } = settings;
  const expand = (pattern: string): string => pattern.replace(/^(!?)~(?=\/|$)/, (_, negation: string) => negation + home);
  return { ...rest, exclude: { projects: projects.map(expand), paths: paths.map(expand), tools, subagents: excludeSubagents, home } };
}

// In a variable, commas part them.
function patterns(error = 'has to be a list of patterns, none of them empty'): z.ZodMiniType<readonly string[], unknown> {
  const list = z.array(z.string(error).check(z.refine((pattern) => pattern.trim() !== '', error)), error);
  const text = z.pipe(
    z.string(error),
    z.transform((listed: string) => listed.split(',').map((pattern) => pattern.trim())),
  );
  return z.pipe(z.union([text, z.array(z.unknown(), error)], error), list);
}

function subagents(): z.ZodMiniType<boolean | readonly string[], unknown> {
  const error = 'has to be true, false or a list of types of subagents, none of them empty';
  const named = z.enum(['true', 'false'], error);
  const flag = z.pipe(
    named,
    z.transform((text: 'true' | 'false') => text === 'true'),
  );
  return z.union([flag, patterns(error)], error);
}
