import { readdirSync, readFileSync } from 'node:fs';

/** A look-out for processes that is kept until it is stopped. */
export interface Watch {
  /** The most memory that each of them held at any moment so far. */
  peaksMb(): readonly number[];
  stop(): void;
}

/** In the environment of what is watched, with the id of the watch. */
export const WATCHED = 'HOLDFAST_LAB_WATCHED';

const EVERY_MS = 40;

/** Watches the resident sets of all processes that carry an id. The kernel keeps the peak, so only the last moment of a life is missed. */
export function watchResidentSets(id: string): Watch {
  const peaks = new Map<string, number>();
  const look = (): void => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const environment = read(pid, 'environ');
      const peak = /^VmHWM:\s*(\d+) kB/m.exec(environment.includes(`${WATCHED}=${id}`) ? read(pid, 'status') : '');
      if (peak !== null) peaks.set(pid, Math.max(Number(peak[1]), peaks.get(pid) ?? 0));
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return { peaksMb: () => [...peaks.values()].map((kb) => Math.ceil(kb / 1024)), stop: () => clearInterval(timer) };
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
