import type { Mode } from '../../model/mode.ts';
import { CODE } from './code.ts';
import { RESEARCH } from './research.ts';

/** The modes that need no file, by name. */
export const BUILT_IN: ReadonlyMap<string, Mode> = new Map([CODE, RESEARCH].map((mode) => [mode.name, mode]));
