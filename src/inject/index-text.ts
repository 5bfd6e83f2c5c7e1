import type { Memory } from '../model/memory.ts';
import { formatDay } from './format-day.ts';
import { formatIndexLine } from './index-line.ts';

/** One line of an index with its date, its size and a remark, e.g. why it matched. */
export function writeIndexEntry(memory: Memory, remark = ''): string {
  return `${formatDay(memory.createdAt)} ${formatIndexLine(memory)} (~${memory.tokens} tokens${remark === '' ? '' : `; ${remark}`})`;
}
