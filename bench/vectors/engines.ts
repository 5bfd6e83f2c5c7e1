import { asBytes, asFloats, isInstalled, sqliteVec, usearch } from './candidates.ts';
import type { Engine } from './engine.ts';
import { holdfast } from './holdfast.ts';
import { plainInt8 } from './plain-int8.ts';

/** Everything that is measured, by its name in the table. */
export const ENGINES: Readonly<Record<string, Engine>> = {
  holdfast,
  'plain JavaScript, int8': plainInt8,
  ...(isInstalled('sqlite-vec') && { 'sqlite-vec, float': sqliteVec('float', asFloats), 'sqlite-vec, int8': sqliteVec('int8', asBytes) }),
  ...(isInstalled('usearch') && { 'usearch, f32': usearch('f32'), 'usearch, i8': usearch('i8') }),
};
