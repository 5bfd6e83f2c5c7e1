import { HoldfastError } from '../../model/error.ts';

/** The folder this process was started in. Throws `usage` where it was removed meanwhile. */
export function currentFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new HoldfastError('usage', 'The current folder was removed. Go to another one.', { cause: error });
  }
}

/** The same, undefined where it was removed: for a command that has more to tell. */
export function findCurrentFolder(): string | undefined {
  try {
    return currentFolder();
  } catch {
    return undefined;
  }
}
