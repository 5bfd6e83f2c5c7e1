import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/** Builds what the tests of real processes start, once a run. */
export default function buildOnce(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: resolve(import.meta.dirname, '..'), stdio: ['ignore', 'ignore', 'inherit'] });
}
