import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A program to start with a guard, which ends it when its parent is gone or its time is over. */
export interface Guarded {
  readonly command: string;
  readonly args: readonly string[];
  /** In the environment of the program and of all that it starts. */
  readonly mark: string;
  readonly deadlineMs: number;
  /** Between the polite signal and the kill. */
  readonly graceMs: number;
}

/** File descriptor of the tether: its end means that the parent is gone. A program that hangs never looks at its own stdin. */
export const TETHER_FD = 3;

/**
 * The command that starts a program under a guard. It wants stdin, stdout and stderr for the program, the tether at
 * `TETHER_FD`, and a process group of its own. It ends as the program did; one that ended by itself with more than 128 looks
 * as if a signal had ended it, for so shells tell of signals.
 */
export function guard(
  { command, args, mark, deadlineMs, graceMs }: Guarded,
  shell: string = SHELL,
): [command: string, args: readonly string[]] {
  const seconds = [deadlineMs, graceMs].map((ms) => String(ms / 1000));
  if (!existsSync(shell)) return [process.execPath, [guardProgram(), ...seconds, mark, command, ...args]];
  const tie = tieToParent();
  const guarded = [shell, '-c', GUARD, 'holdfast-guard', tie.join(' '), WATCH, ...seconds, mark, command, ...args];
  const [first = shell, ...rest] = tie.length > 0 ? [...tie, 'KILL', ...guarded] : guarded;
  return [first, rest];
}

const SHELL = '/bin/sh';

// Two watchers in the group of the program: one waits for the end of the tether, one for the deadline. Whoever is first
// ends the group, itself included. As long as it lives, the group's id cannot become another's. Where the kernel signals
// the death of a parent: the guard is killed with its parent, the program with the guard, and a watcher that was stopped
// goes on. A watcher ignores polite signals from its first moment on: they are for the program.
const GUARD = `
tie=$1 watch=$2 deadline=$3 grace=$4 mark=$5
shift 5
trap '' TERM INT HUP
for what in tether deadline; do
  \${tie:+$tie CONT} /bin/sh -c "$watch" holdfast-watch $what "$deadline" "$grace" "$mark" </dev/null >/dev/null 2>&1 &
done
exec 3<&-
trap : TERM INT HUP
HOLDFAST_CHILD=$mark \${tie:+$tie KILL} "$@"
status=$?
trap - TERM INT HUP
if [ $status -gt 128 ]; then kill -$((status - 128)) $$; fi
exit $status
`;

// What has left the group is known by its mark, where the system shows it.
const WATCH = `
trap '' TERM INT HUP
case $1 in
  tether) read -r _ <&3 ;;
  deadline) exec 3<&-; sleep "$2" ;;
esac
kill -TERM 0
sleep "$3"
marked=
for file in $(grep -ls "HOLDFAST_CHILD=$4" /proc/[0-9]*/environ); do
  file=\${file%/environ}
  marked="$marked \${file#/proc/}"
done
[ -z "$marked" ] || kill -KILL $marked
kill -KILL 0
`;

let tie: readonly string[] | undefined;

// Linux signals a child when its parent dies; setpriv (util-linux) asks for it. Where it could not be tried, it is next time.
function tieToParent(): readonly string[] {
  if (tie !== undefined) return tie;
  const { status } = spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true'], { stdio: 'ignore', timeout: 1000 });
  const found = status === 0 ? ['setpriv', '--pdeathsig'] : [];
  if (status !== null) tie = found;
  return found;
}

// The build puts it beside the bundle.
function guardProgram(): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './guard-program.ts' : './guard.js', import.meta.url));
}
