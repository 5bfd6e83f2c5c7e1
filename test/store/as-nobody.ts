/** Whether this process can act as another user for a moment: as root on a system with users. */
export const canBeNobody: boolean = process.geteuid?.() === 0 && typeof process.seteuid === 'function';

/** A user who owns nothing here. */
export const NOBODY = 65_533;

/** Does something synchronous as another user. */
export function asNobody<T>(work: () => T): T {
  process.seteuid!(NOBODY);
  try {
    return work();
  } finally {
    process.seteuid!(0);
  }
}

if (!canBeNobody) console.log('Skipped: what belongs to another user, for this process is not root');
