import { readdirSync, readFileSync } from 'node:fs';

/** A row of the process table, from proc(5). `ticks`: CPU time it used, in hundredths of a second. */
export interface ProcessStats {
  readonly pid: number;
  readonly state: string;
  readonly parent: number;
  readonly ticks: number;
}

/** The whole process table. */
export function listProcesses(): readonly ProcessStats[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => readProcess(Number(pid)) ?? []);
}

/** One process; undefined where it is gone. */
export function readProcess(pid: number): ProcessStats | undefined {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === '') return undefined;
  // The name of the program is in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid, state: fields[0]!, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

/** Resident memory of a process in MB; 0 where it is gone. */
export function readRss(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
