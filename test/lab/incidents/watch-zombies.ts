import { listProcesses } from './process-stats.ts';

const STEP_MS = 25;
// Between the end of a child and the moment its parent is told, it is a zombie by nature.
const LONGEST_MS = 150;

/** Looks for children of a process that ended and were not waited for. */
export interface ZombieWatch extends Disposable {
  /** Those that stayed for longer than a moment, so far. */
  readonly found: ReadonlySet<number>;
}

/** Watches a process for zombie children until it is disposed of. */
export function watchZombies(parent: number): ZombieWatch {
  const since = new Map<number, number>();
  const found = new Set<number>();
  const timer = setInterval(() => {
    const zombies = new Set(listZombies(parent));
    for (const pid of since.keys()) if (!zombies.has(pid)) since.delete(pid);
    for (const pid of zombies) {
      since.set(pid, since.get(pid) ?? performance.now());
      if (performance.now() - since.get(pid)! > LONGEST_MS) found.add(pid);
    }
  }, STEP_MS);
  return { found, [Symbol.dispose]: () => clearInterval(timer) };
}

/** The children of a process that ended and were not waited for. */
export function listZombies(parent: number): readonly number[] {
  return listProcesses()
    .filter((process) => process.state === 'Z' && process.parent === parent)
    .map(({ pid }) => pid);
}
