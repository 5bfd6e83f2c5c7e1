import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Path of a public data set beside the project (`../shared/data` or `HOLDFAST_DATA`), or undefined where there is none. */
export function sharedData(relative: string): string | undefined {
  const root = process.env['HOLDFAST_DATA'] ?? resolve(import.meta.dirname, '../../shared/data');
  const path = resolve(root, relative);
  return existsSync(path) ? path : undefined;
}
