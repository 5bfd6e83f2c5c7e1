import { readdirSync, readFileSync } from 'node:fs';

/** The variable that tells a model child of ours, and all that it starts, from every other process. */
const MARK = 'HOLDFAST_CHILD';

/** The variable that carries a mark. */
export function toEnvironment(mark: string): Readonly<Record<string, string>> {
  return { [MARK]: mark };
}

/**
 * Whether this process was started by a model child of ours. What it tells is our own doing and must not be remembered: a
 * distiller that observes itself never ends.
 */
export function isInsideModelChild(env: NodeJS.ProcessEnv): boolean {
  return env[MARK] !== undefined;
}

/** The processes that were started with a mark, one after another, whoever their parent is by now. None where the system does not tell. */
export function* findMarked(mark: string): Generator<number> {
  const entry = `${MARK}=${mark}`;
  for (const name of readFolder('/proc')) {
    if (/^\d+$/.test(name) && readText(`/proc/${name}/environ`).split('\0').includes(entry)) yield Number(name);
  }
}

function readFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

// Empty for a process that has ended, or that is another user's.
function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
