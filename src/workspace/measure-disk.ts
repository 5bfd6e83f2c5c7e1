import { open } from 'node:fs/promises';

/** A disk under measurement. */
export interface MeasuredDisk {
  /** How long it takes to make sure of what was written, in milliseconds: so far, where it is still at it. */
  takesMs(): number;
}

/**
 * Measures the disk of a folder, without holding this process up and without writing anything. It takes no time where there
 * is no such folder, or where folders cannot be synchronised.
 */
export function measureDisk(folder: string): MeasuredDisk {
  const began = performance.now();
  let took: number | undefined;
  void synchronise(folder).then((ms) => (took = ms));
  return { takesMs: () => took ?? performance.now() - began };
}

async function synchronise(folder: string): Promise<number> {
  try {
    await using handle = await open(folder, 'r');
    const began = performance.now();
    await handle.sync();
    return performance.now() - began;
  } catch {
    return 0;
  }
}
