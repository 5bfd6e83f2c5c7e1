import { spawnSync } from 'node:child_process';

/** Whether a command works here; where it does not, says what is skipped for it. */
export function can(what: string, [program = '', ...args]: readonly string[]): boolean {
  if (process.platform !== 'linux') return tell(what, `this is ${process.platform}`);
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 5000 });
  return status === 0 || tell(what, error?.message ?? stderr.trim());
}

function tell(what: string, reason: string): false {
  console.log(`Skipped: ${what}, for ${reason}`);
  return false;
}
