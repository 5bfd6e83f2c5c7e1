import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HoldfastError } from '../../model/error.ts';

/**
 * A package that the user installed for Holdfast, in `packages` in the folder of the memory, or beside Holdfast itself. Throws `embed_failed`
 * with the command that installs it, and where it cannot be loaded.
 */
export function loadInstalled(home: string, name: string, install: string): unknown {
  const folder = join(home, 'packages');
  for (const from of [join(folder, 'of.js'), import.meta.url]) {
    const require = createRequire(from);
    const path = resolve(require, name);
    if (path !== undefined) return load(require, path, name);
  }
  throw new HoldfastError(
    'embed_failed',
    `The package ${name} is not installed. Install it with: npm install --prefix ${JSON.stringify(folder)} ${install}`,
  );
}

function resolve(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

function load(require: NodeJS.Require, path: string, name: string): unknown {
  try {
    return require(path);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new HoldfastError('embed_failed', `The package ${name} cannot be loaded: ${message}`, { cause: error });
  }
}
