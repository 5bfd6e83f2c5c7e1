import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MOST_PASSES } from './kill-marked.ts';

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
 * `TETHER_FD`, and a process group of its own. It ends as the program did; one that ended by itself with, say, 143 looks as
 * if SIGTERM had ended it, for so shells tell of signals.
 */
export function guard(
  { command, args, mark, deadlineMs, graceMs }: Guarded,
  shell: string = SHELL,
): [command: string, args: readonly string[]] {
  const seconds = [deadlineMs, graceMs].map((ms) => String(ms / 1000));
  if (!existsSync(shell)) return [process.execPath, [guardProgram(), ...seconds, mark, command, ...args]];
  const tie = tieToParent();
  const guarded = [shell, '-c', GUARD, 'holdfast-guard', tie.join(' '), ...seconds, mark, command, ...args];
  const [first = shell, ...rest] = tie.length > 0 ? [...tie, 'KILL', ...guarded] : guarded;
  return [first, rest];
}

const SHELL = '/bin/sh';

// What has left the group is known by its mark, where the system shows it. Until none is left: one that was looked past may
// have been starting another; not for ever: the kernel may not let go of one.
const END_MARKED = `
passes=${MOST_PASSES}
while [ $passes -gt 0 ]; do
  passes=$((passes - 1))
  marked=
  for file in $(grep -ls "HOLDFAST_CHILD=$mark" /proc/[0-9]*/environ); do
    file=\${file%/environ}
    marked="$marked \${file#/proc/}"
  done
  [ -n "$marked" ] || break
  kill -KILL $marked
done
`;

const END_ALL = `
kill -TERM 0
sleep "$grace"
${END_MARKED}
kill -KILL 0
`;

// In the group of the program, so that it can end all of it, itself included, and the group's id is not another's before.
const WATCH_TETHER = `
grace=$1 mark=$2
read -r _ <&3
${END_ALL}
`;

// The deadline is a `sleep` that is killed when the program has ended. A polite signal is for the program and what it left.
// Where the kernel signals the death of a parent, the guard is killed with its parent, the program with its shell, and a
// watcher that was stopped goes on. All that the guard started it waits for: an orphan would be a zombie where process 1 does
// not look after them.
const GUARD = `
tie=$1 deadline=$2 grace=$3 mark=$4
shift 4
trap '' TERM INT HUP
exec 4<&0 5>&2
\${tie:+$tie CONT} /bin/sh -c '${WATCH_TETHER}' holdfast-watch "$grace" "$mark" </dev/null >/dev/null 2>&1 4<&- 5>&- &
watcher=$!
sleep "$deadline" </dev/null >/dev/null 2>&1 3<&- 4<&- 5>&- &
timer=$!
(
  exec 2>/dev/null
  trap : TERM INT HUP
  HOLDFAST_CHILD=$mark \${tie:+$tie KILL} "$@" <&4 2>&5 3<&- 4<&- 5>&-
  status=$?
  kill -KILL $timer
  exit $status
) &
program=$!
exec 3<&- 4<&- 5>&- </dev/null >/dev/null 2>&1
if wait $timer; then
${END_ALL}
fi
wait $program
status=$?
kill -TERM 0
${END_MARKED}
kill -KILL $watcher
wait $watcher
trap - TERM INT HUP
ulimit -c 0
case $status in
  129 | 130 | 134 | 136 | 137 | 139 | 141 | 142 | 143) kill -$((status - 128)) $$ ;;
esac
exit $status
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
