import { readdir, readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** The environment variable that everything started from a world inherits. */
export const MARK = 'HOLDFAST_TEST_WORLD';

/** A living process that carries a mark. */
export interface MarkedProcess {
  readonly pid: number;
  readonly command: string;
}

/** Finds the living processes with a mark in their environment, whoever their parent is by now. Linux only. */
export async function findMarked(mark: string): Promise<readonly MarkedProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map((pid) => describe(pid, `${MARK}=${mark}`)));
  return found.filter((process) => process !== undefined);
}

/** The marked processes that are still alive after `graceMs`; returns as soon as there is none. */
export async function findSurvivors(mark: string, graceMs: number): Promise<readonly MarkedProcess[]> {
  const until = performance.now() + graceMs;
  for (;;) {
    const alive = await findMarked(mark);
    if (alive.length === 0 || performance.now() > until) return alive;
    await setTimeout(10);
  }
}

// A process that ended and was not waited for yet has an empty environment: it is no survivor.
async function describe(pid: number, entry: string): Promise<MarkedProcess | undefined> {
  const environment = await read(pid, 'environ');
  if (!environment.split('\0').includes(entry)) return undefined;
  return { pid, command: (await read(pid, 'cmdline')).replaceAll('\0', ' ').slice(0, 300) };
}

// Empty for a process that is gone meanwhile, or not ours.
async function read(pid: number, file: string): Promise<string> {
  return readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
}
