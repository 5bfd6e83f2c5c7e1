import type { Memory } from '../model/memory.ts';
import { describeSource, isForeign } from '../model/source.ts';
import { fenceLine } from './fence.ts';

/** A memory as one line of an index: `#41 bugfix Fixed the login loop [src/login.ts +2]`, at most 280 characters or so. */
export function formatIndexLine(memory: Memory): string {
  // Before the title, which could say anything.
  const source = isForeign(memory.authority) ? ` (${describeSource(memory.authority)})` : '';
  const waits = memory.status === 'archived' ? ' (waits)' : '';
  return `#${memory.number} ${cut(fenceLine(memory.type), 30)}${source}${waits} ${cut(fenceLine(memory.title), 120)}${formatFiles(memory.filesModified)}`;
}

function cut(text: string, length: number): string {
  return text.length <= length
    ? text
    : `${text
        .slice(0, length - 3)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}...`;
}

// The end of a path tells more than its start.
function cutPath(path: string): string {
  return path.length <= 80 ? path : `...${path.slice(-77).replace(/^[\udc00-\udfff]/, '')}`;
}

function formatFiles(files: readonly string[]): string {
  const first = files[0];
  if (first === undefined) return '';
  const more = files.length > 1 ? ` +${files.length - 1}` : '';
  return ` [${cutPath(fenceLine(first))}${more}]`;
}
