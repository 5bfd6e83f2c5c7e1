import { shorten } from '../model/shorten.ts';
import { fenceLine } from './fence.ts';

// Git lets anybody's branch have a name as long as a paragraph.
const LONGEST = 60;

/** The name of a branch, inert, on one line and cut. */
export function writeBranch(name: string): string {
  return shorten(fenceLine(name), LONGEST);
}
