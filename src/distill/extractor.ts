import type { Distiller } from '../ports/distiller.ts';
import { extract } from './extract.ts';
import { summarise } from './summarise.ts';

/** The distiller that asks no model: free, offline, and the same result every time. */
export const extractor: Distiller = {
  name: 'extract',
  distill: (turn, context) => Promise.resolve(extract(turn, context)),
  summarise: (memories) => Promise.resolve(summarise(memories)),
};
