import { execFileSync } from 'node:child_process';

/** A user of this test run's own: the limit counts all threads of a user, and root has none. */
const USER = 20_000 + (process.pid % 40_000);

/** Starts a command as a user who may have so many threads in all of its processes, and who may use root's files as if they were its own. */
export function withThreads(most: number): readonly string[] {
  const capability = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup'];
  return ['prlimit', `--nproc=${most}`, '--core=0', 'setpriv', `--reuid=${USER}`, '--clear-groups', ...capability, '--'];
}

/** Changes how many threads the user of a running process may have for it to start one more; never more than it started with. */
export function allowThreads(pid: number, most: number): void {
  execFileSync('setpriv', [`--reuid=${USER}`, '--clear-groups', '--', 'prlimit', `--pid=${pid}`, `--nproc=${most}:`]);
}
