import { readFileSync, readlinkSync } from 'node:fs';

/**
 * What tells a process from every other one that ever ran on this machine: `<pid> <boot id> <pid namespace> <start time in
 * clock ticks since the boot>`, from proc(5). Undefined where the system does not tell, or where there is no such process.
 */
export function identify(pid: number): string | undefined {
  const place = findPlace();
  const start = parseStat(read(`/proc/${pid}/stat`))?.start;
  return place === undefined || start === undefined ? undefined : `${pid} ${place} ${start}`;
}

/** Whether the process of an identity is one that would be seen from here: of this boot, and of this container. */
export function isInSight(identity: string): boolean {
  const place = findPlace();
  return place !== undefined && identity.split(' ').slice(1, 3).join(' ') === place;
}

/** The process id of an identity, as long as that very process is there: one that ended and was not waited for is not. */
export function findIdentified(identity: string): number | undefined {
  const pid = Number(identity.split(' ', 1)[0]);
  return identify(pid) === identity && parseStat(read(`/proc/${pid}/stat`))?.state !== 'Z' ? pid : undefined;
}

// The name in the second field may hold spaces and parentheses, so fields are counted from its end: the third is the state, the 22nd the start.
function parseStat(stat: string | undefined): { state: string; start: string } | undefined {
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[19] === undefined ? undefined : { state: fields[0]!, start: fields[19] };
}

function findPlace(): string | undefined {
  const boot = read('/proc/sys/kernel/random/boot_id')?.trim();
  const namespace = attempt(() => readlinkSync('/proc/self/ns/pid'));
  return boot === undefined || namespace === undefined ? undefined : `${boot} ${namespace}`;
}

function read(path: string): string | undefined {
  return attempt(() => readFileSync(path, 'utf8'));
}

function attempt(work: () => string): string | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
