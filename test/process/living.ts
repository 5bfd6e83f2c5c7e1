import { readdirSync, readFileSync } from 'node:fs';

/** The living processes of a group. One that ended and was not waited for is not alive. Linux only. */
export function livingIn(group: number): readonly number[] {
  return membersOf(group).filter((pid) => stateOf(pid) !== 'Z');
}

/** The processes of a group, zombies among them. Linux only. */
export function membersOf(group: number): readonly number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => groupOf(pid) === group);
}

/** The group of a process; NaN for one that is gone. */
export function groupOf(pid: number): number {
  return Number(readStat(pid)[2]);
}

/** `R`, `S`, `T` (stopped), `Z` (ended); see proc(5). */
export function stateOf(pid: number): string {
  return readStat(pid)[0] ?? 'Z';
}

// The fields from the third on: state, parent, group.
function readStat(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
