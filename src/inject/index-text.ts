import type { Memory } from '../model/memory.ts';
import { fenceLine } from './fence.ts';
import { formatDay } from './format-day.ts';
import { formatIndexLine } from './index-line.ts';

/** One line of an index with its date, its size, the name of its project, and a remark, e.g. why it matched. */
export function writeIndexEntry(memory: Memory, remark = '', project = ''): string {
  const where = project === '' ? '' : `; in ${fenceLine(project)}`;
  return `${formatDay(memory.createdAt)} ${formatIndexLine(memory)} (~${memory.tokens} tokens${where}${remark === '' ? '' : `; ${remark}`})`;
}
