import { findPause } from '../exclude.ts';
import type { Surroundings } from '../ports.ts';
import type { Finding } from './finding.ts';

/** Tells whether the memory is paused, and what of a folder's project is left out. Nothing where neither. */
export async function examineExclusions(around: Surroundings, cwd: string): Promise<readonly Finding[]> {
  const paused = findPause(around);
  const { lines, complaints } = await around.exclusions.rulesAt(await around.locate(cwd));
  return [
    ...(paused === undefined ? [] : [{ subject: 'paused', state: 'warn', text: paused } as const]),
    ...lines.map((line): Finding => ({ subject: 'left out', state: 'ok', text: line })),
    ...complaints.map((complaint): Finding => ({ subject: 'left out', state: 'warn', text: complaint })),
  ];
}
