import type { Memory } from '../model/memory.ts';
import { fenceLine } from './fence.ts';

/** A memory as one line of an index: `#41 bugfix Fixed the login loop [src/login.ts +2]`, at most 180 characters or so. */
export function formatIndexLine(memory: Memory): string {
  return `#${memory.number} ${fenceLine(memory.type)} ${cutTitle(fenceLine(memory.title))}${formatFiles(memory.filesModified)}`;
}

function cutTitle(title: string): string {
  return title.length <= 120 ? title : `${title.slice(0, 117).trimEnd()}...`;
}

function formatFiles(files: readonly string[]): string {
  const first = files[0];
  if (first === undefined) return '';
  const more = files.length > 1 ? ` +${files.length - 1}` : '';
  return ` [${fenceLine(first)}${more}]`;
}
