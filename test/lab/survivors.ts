import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { findMarked, type MarkedProcess } from '../client/processes.ts';
import type { Scene } from './scene.ts';

/** What was alive after everything should be gone. */
export interface Survivors {
  readonly alive: readonly MarkedProcess[];
  /** Milliseconds from the end of the agents until nothing was left; undefined: something was. */
  readonly goneMs: number | undefined;
  /** For how many of them one that was left was ready to run and no processor was free: they do not count. */
  readonly starvedMs: number;
}

// Twenty at once on two cores wait for each other; what does not run cannot leave.
const MOST_STARVED_MS = 20_000;

/**
 * Waits until nothing of a scene is alive, by mark and by process group, for at most `graceMs` after `endedAt`, times without a
 * processor not counted. Ends what is.
 */
export async function findSurvivors({ mark, groups }: Scene, endedAt: number, graceMs: number): Promise<Survivors> {
  let starvedMs = 0;
  for (;;) {
    const at = performance.now();
    const inGroups = readTable().filter(({ group, state }) => groups.has(group) && state !== 'Z');
    const marked = await findMarked(mark);
    const unmarked = inGroups.filter(({ pid }) => !marked.some((process) => process.pid === pid));
    const alive = [...marked, ...unmarked.map(({ pid }) => ({ pid, command: 'in one of the process groups, without the mark' }))];
    if (alive.length === 0) return { alive, goneMs: Math.max(0, Math.round(at - endedAt)), starvedMs };
    starvedMs = Math.min(MOST_STARVED_MS, Math.max(starvedMs, ...alive.map(({ pid }) => readStarvedMs(pid))));
    if (at - endedAt > graceMs + starvedMs) {
      for (const { pid } of marked) endProcess(pid);
      return { alive, goneMs: undefined, starvedMs };
    }
    await setTimeout(20);
  }
}

/** Ends every process with a mark, now. */
export async function endMarked(mark: string): Promise<void> {
  for (const { pid } of await findMarked(mark)) endProcess(pid);
}

/** Adds the process groups of everything with the mark to those of the scene: what loses its mark is found by them. */
export async function noteGroups({ mark, groups }: Scene): Promise<void> {
  const marked = new Set((await findMarked(mark)).map(({ pid }) => pid));
  for (const { pid, group } of readTable()) if (marked.has(pid)) groups.add(group);
}

/** How many processes of a scene have ended and were waited for by nobody yet. */
export function countZombies({ groups }: Scene): number {
  return readTable().filter(({ group, state }) => groups.has(group) && state === 'Z').length;
}

/** The ids of the processes that a process started and that are alive, or have ended and wait to be waited for. */
export function childrenOf(parent: number): readonly number[] {
  return readTable()
    .filter((process) => process.parent === parent)
    .map(({ pid }) => pid);
}

interface Row {
  readonly pid: number;
  readonly state: string;
  readonly parent: number;
  readonly group: number;
}

function readTable(): readonly Row[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = readStat(name);
      // The name of the program is in brackets and may hold anything.
      const [state = '', parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return stat === '' ? [] : [{ pid: Number(name), state, parent: Number(parent), group: Number(group) }];
    });
}

// The second field of schedstat, in nanoseconds; see proc(5). A process that is stopped waits for no processor.
function readStarvedMs(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
