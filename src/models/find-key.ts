import { readFileSync, statSync } from 'node:fs';
import { HoldfastError } from '../model/error.ts';

const IS_WINDOWS = process.platform === 'win32';

/**
 * The key of a provider: from the environment variable, where one counts, else the file, which must be its owner's alone. Undefined: there is
 * none. Throws `model_denied` where others may read the file.
 */
export function findKey(env: NodeJS.ProcessEnv, variable: string | undefined, path: string): string | undefined {
  const key = variable === undefined ? undefined : env[variable]?.trim();
  if (key !== undefined && key !== '') return key;
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!IS_WINDOWS && (found.mode & 0o077) !== 0)
    throw new HoldfastError('model_denied', `${path} may be read by others: chmod 600 it, and replace the key if they may have.`);
  const text = readFileSync(path, 'utf8').trim();
  return text === '' ? undefined : text;
}
