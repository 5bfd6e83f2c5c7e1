import type { ParseArgsConfig } from 'node:util';

/** What the user wrote after the command's name. */
export interface CommandLine {
  readonly positionals: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
}

/** One command of the command line. */
export interface Command {
  readonly usage: string;
  /** One sentence that fits beside the command's name in 80 columns. */
  readonly summary: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Whether it takes words beside flags. */
  readonly words?: boolean;
  /** Takes anything; flags that are not known are passed over. */
  readonly lenient?: boolean;
  /** Resolves to the exit status. Throws `HoldfastError` for what the user can mend. */
  run(line: CommandLine): Promise<number>;
}

/** Options of every command that reads memories. */
export const READING = {
  json: { type: 'boolean' },
  project: { type: 'string' },
  'all-projects': { type: 'boolean' },
} as const;
