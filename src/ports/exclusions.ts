import type { Place } from '../model/project.ts';

/** What the user wants left out in one place. */
export interface Rules {
  /** Why all of the project is; undefined: it is not. */
  readonly project?: string;
  /** Whether the settings name the project. Else its user may not know: what was cloned may hold the file that says so. */
  readonly isProjectChosen: boolean;
  /** Whether there is nothing to ask the others about. */
  readonly areEmpty: boolean;
  /** A path as it was named, relative to `cwd` where it is no absolute one. */
  excludeFile(path: string, cwd: string): boolean;
  excludeTool(tool: string): boolean;
  /** The type is empty where it is not known. */
  excludeSubagent(type: string): boolean;
  /** A line each for a person: what is left out, and where it says so. */
  readonly lines: readonly string[];
  /** What cannot be understood, a sentence each. */
  readonly complaints: readonly string[];
}

/** What the user wants left out. */
export interface Exclusions {
  /** No subagent is to be seen. */
  readonly allSubagents: boolean;
  /** Never rejects: where the user's wishes cannot be read, the project is excluded. */
  rulesAt(place: Pick<Place, 'root' | 'cwd' | 'name' | 'aliases'>): Promise<Rules>;
}
