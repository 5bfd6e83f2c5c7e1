import { isAbsolute, join } from 'node:path';
import { HoldfastError } from '../../../model/error.ts';

/** Where the models are that were downloaded. */
export function shelfFolder(home: string): string {
  return join(home, 'models');
}

/** The folder of a model: of that name among those that were downloaded, or the absolute path itself. */
export function modelFolder(home: string, model: string): string {
  return isAbsolute(model) ? model : join(shelfFolder(home), model);
}

/** A name that can be that of a folder and of nothing outside it. Throws `usage` for another. */
export function checkName(name: string): string {
  if (/^[A-Za-z0-9][\w.-]{0,99}$/.test(name)) return name;
  throw new HoldfastError('usage', `${name} is no name of a model: letters, digits, dots, dashes.`);
}
